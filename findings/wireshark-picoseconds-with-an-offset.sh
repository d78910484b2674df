#!/bin/bash
# Wireshark 4.0.17 reads wrong times from a valid pcapng whose interface has a resolution of picoseconds (if_tsresol 12) and an offset in
# seconds (if_tsoffset). Without an offset no time of today fits into the 64 bits of a picosecond count, so that whoever writes
# picoseconds must write an offset. The seconds come out right and the part below a second does not; the same packet at nanoseconds (9)
# and at 2^-20 (0x94), with the same offset, is read right. 4.6.9 reads all three right.
#
# Seen: 1700000000.25 comes out as 1700000000.250000000 at 10^-9 and 2^-20, and as 1700000000.010192327 at 10^-12.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir -p "$tmp/debs/partial" "$tmp/root" "$tmp/home"
touch "$tmp/status"
apt-get -qq -o Dir::State::status="$tmp/status" -o Dir::Cache::archives="$tmp/debs" -o APT::Sandbox::User=root -o Debug::NoLocking=1 \
    --no-install-recommends -y --download-only install tshark=4.0.17-0+deb12u3 wireshark-common=4.0.17-0+deb12u3 >/dev/null
for deb in "$tmp"/debs/*.deb; do dpkg-deb -x "$deb" "$tmp/root"; done
export HOME=$tmp/home WIRESHARK_DATA_DIR=$tmp/root/usr/share/wireshark
libraries=$tmp/root/usr/lib/x86_64-linux-gnu:$tmp/root/lib/x86_64-linux-gnu
program() { "$tmp"/root/lib64/ld-linux-x86-64.so.2 --library-path "$libraries" "$tmp/root/usr/bin/$1" "${@:2}" 2>>"$tmp/stderr"; }

make_capture() { # if_tsresol
    perl -e '
        my ($resolution) = @ARGV;
        my $ticks = $resolution & 0x80 ? 2 ** ($resolution & 0x7f) : 10 ** $resolution; # a second
        my $offset = 1_699_999_000;
        my $ap = pack "H*", "0e0000000100";
        my $beacon = "\x80\0\0\0" . "\xff" x 6 . "$ap$ap\x10\0" . "\0" x 8 . "\x64\0\x11\x04" . "\0\7Lab Net" . "\1\1\x8c";
        my $block = sub { my ($type, $body) = @_; my $length = 12 + length $body; return pack("LL", $type, $length) . $body . pack("L", $length); };
        my $time = 1000 * $ticks + $ticks / 4;
        print $block->(0x0a0d0d0a, pack("LSSq", 0x1a2b3c4d, 1, 0, -1));
        print $block->(1, pack("SSL", 105, 0, 0) . pack("SSCxxx", 9, 1, $resolution) . pack("SSq", 14, 8, $offset) . pack("SS", 0, 0));
        print $block->(6, pack("LLLLL", 0, $time >> 32, $time & 0xffffffff, length $beacon, length $beacon) . $beacon . "\0" x (-length($beacon) % 4));
    ' "$1"
}
time_at() {
    make_capture "$1" >"$tmp/$1.pcapng"
    program tshark -r "$tmp/$1.pcapng" -T fields -e frame.time_epoch
}

program tshark --version | head -n 1
nanoseconds=$(time_at 9) binary=$(time_at 148) picoseconds=$(time_at 12)
echo "at 10^-9: $nanoseconds, at 2^-20: $binary, at 10^-12: $picoseconds"
[[ $nanoseconds == 1700000000.250000000 && $binary == 1700000000.250000000 && $picoseconds != 1700000000.25* ]]
