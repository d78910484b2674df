#!/bin/bash
# hcxpcapngtool 6.2.7 takes the timestamps of a pcapng file for microseconds where the interface says nanoseconds (if_tsresol 9, which
# dumpcap writes on Linux). 25 ms between message 1 and message 2 are then 25 s, which is more than the tool allows between the two, so
# that a good 4-way handshake gives no hash: "no hashes written". The same packets with microseconds give the hash.
#
# Seen: 0 hashes of the handshake with nanoseconds, 1 of the same with microseconds.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir -p "$tmp/debs/partial" "$tmp/root"
touch "$tmp/status"
apt-get -qq -o Dir::State::status="$tmp/status" -o Dir::Cache::archives="$tmp/debs" -o APT::Sandbox::User=root -o Debug::NoLocking=1 \
    --no-install-recommends -y --download-only install hcxtools=6.2.7-2 >/dev/null
for deb in "$tmp"/debs/*.deb; do dpkg-deb -x "$deb" "$tmp/root"; done
libraries=$tmp/root/usr/lib/x86_64-linux-gnu:$tmp/root/lib/x86_64-linux-gnu
hcxpcapngtool() { "$tmp"/root/lib64/ld-linux-x86-64.so.2 --library-path "$libraries" "$tmp/root/usr/bin/hcxpcapngtool" "$@"; }

# A Beacon, messages 1 and 2 (25 ms apart) of one client, as pcapng with the resolution that is asked for.
make_capture() {
    perl -e '
        my $resolution = shift; # 6 or 9: of 10^-n seconds
        my ($ap, $sta) = map { pack "H*", $_ } "0e0000000100", "0e0000000200";
        my $rsne = pack "H*", "30140100000fac040100000fac040100000fac020000";
        my $beacon = "\x80\0\0\0" . "\xff" x 6 . "$ap$ap\x10\0" . "\0" x 8 . "\x64\0\x11\x04" . "\0\7Lab Net" . "\1\1\x8c" . "\3\1\x24" . $rsne;
        my $key = sub { my ($information, $counter, $nonce, $mic, $data) = @_;
            my $body = "\2" . pack("n", $information) . pack("n", 16) . pack("NN", 0, $counter) . $nonce . "\0" x 32 . $mic . pack("n", length $data) . $data;
            return pack("H*", "aaaa03000000888e") . "\2\3" . pack("n", length $body) . $body; };
        my $m1 = "\x08\2\0\0$sta$ap$ap\x20\0" . $key->(0x008a, 1, "A" x 32, "\0" x 16, "");
        my $m2 = "\x08\1\0\0$ap$sta$ap\x30\0" . $key->(0x010a, 1, "S" x 32, "M" x 16, $rsne);
        my $block = sub { my ($type, $body) = @_; my $length = 12 + length $body; return pack("LL", $type, $length) . $body . pack("L", $length); };
        print $block->(0x0a0d0d0a, pack("LSSq", 0x1a2b3c4d, 1, 0, -1));
        print $block->(1, pack("SSL", 105, 0, 65535) . pack("SSCxxx", 9, 1, $resolution) . pack("SS", 0, 0));
        my $at = 0;
        for my $frame ([0, $beacon], [10, $m1], [35, $m2]) {
            my $time = (1_700_000_000_000 + $frame->[0]) * 10 ** ($resolution - 3);
            my $octets = $frame->[1];
            print $block->(6, pack("LLLLL", 0, $time >> 32, $time & 0xffffffff, length $octets, length $octets) . $octets . "\0" x (-length($octets) % 4));
        }
    ' "$1"
}
hashes() {
    make_capture "$1" >"$tmp/$1.pcapng"
    hcxpcapngtool -o "$tmp/$1.22000" "$tmp/$1.pcapng" >"$tmp/$1.log"
    cat "$tmp/$1.22000" 2>/dev/null | wc -l
}

hcxpcapngtool --version
nanoseconds=$(hashes 9) microseconds=$(hashes 6)
echo "hashes with nanoseconds: $nanoseconds, with microseconds: $microseconds"
grep -i 'no hashes written' "$tmp/9.log"
grep 'EAPOLTIME gap' "$tmp/9.log" "$tmp/6.log" | sed 's/.*\///'
[[ $nanoseconds -eq 0 && $microseconds -eq 1 ]]
