#!/bin/bash
# hcxpcapngtool 6.2.7 and cowpatty 4.8 find no 4-way handshake whose messages are QoS data frames with an HT Control field, subframes of an
# A-MSDU, or sent in fragments; Wireshark 4.0 shows each of them. In four-address frames (repeaters, bridges) hcxpcapngtool finds it and
# cowpatty does not. 802.11ax devices may add HT Control to any QoS frame, so that "no handshake in this capture" from these tools does not
# mean that none is there.
#
# Seen: of the same messages 1 and 2 in six carriages, both tools find them as plain data and QoS data; hcxpcapngtool also with four addresses.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir -p "$tmp/debs/partial" "$tmp/root"
touch "$tmp/status"
apt-get -qq -o Dir::State::status="$tmp/status" -o Dir::Cache::archives="$tmp/debs" -o APT::Sandbox::User=root -o Debug::NoLocking=1 \
    --no-install-recommends -y --download-only install hcxtools=6.2.7-2 cowpatty=4.8-3+b1 >/dev/null
for deb in "$tmp"/debs/*.deb; do dpkg-deb -x "$deb" "$tmp/root"; done
libraries=$tmp/root/usr/lib/x86_64-linux-gnu:$tmp/root/lib/x86_64-linux-gnu
program() { "$tmp"/root/lib64/ld-linux-x86-64.so.2 --library-path "$libraries" "$tmp/root/usr/bin/$1" "${@:2}"; }

# A Beacon, then messages 1 and 2 with the passphrase "correct horse" in the carriage that is asked for.
make_capture() {
    perl -MDigest::SHA=hmac_sha1 -e '
        my $carriage = shift;
        my ($ap, $sta) = map { pack "H*", $_ } "020000000100", "020000000200";
        my ($ssid, $anonce, $snonce) = ("Lab Net", join("", map { chr } 0 .. 31), join("", map { chr } 64 .. 95));
        my $rsne = pack "H*", "30140100000fac040100000fac040100000fac020000";
        my $pmk = "";
        for my $block (1, 2) {
            my $u = my $sum = hmac_sha1($ssid . pack("N", $block), "correct horse");
            for (2 .. 4096) { $u = hmac_sha1($u, "correct horse"); $sum ^= $u }
            $pmk .= $sum;
        }
        my $ptk = hmac_sha1("Pairwise key expansion\0$ap$sta$anonce$snonce\0", substr $pmk, 0, 32);
        my $key = sub { my ($information, $nonce, $data, $signed) = @_;
            my $of = sub { my $body = "\2" . pack("nnNN", $information, 16, 0, 1) . $nonce . "\0" x 32 . $_[0] . pack("n", length $data) . $data;
                return "\2\3" . pack("n", length $body) . $body };
            return $of->($signed ? substr(hmac_sha1($of->("\0" x 16), substr $ptk, 0, 16), 0, 16) : "\0" x 16) };
        my $llc = pack "H*", "aaaa03000000888e";
        my @sent = ([2, $sta, $ap, $llc . $key->(0x008a, $anonce, "", 0)], [1, $ap, $sta, $llc . $key->(0x010a, $snonce, $rsne, 1)]);
        my @frames = ("\x80\0\0\0" . "\xff" x 6 . "$ap$ap\0\0" . "\0" x 8 . "\x64\0\x11\0" . "\0" . chr(length $ssid) . $ssid . "\1\1\x8c" . $rsne);
        for my $i (0, 1) {
            my ($ds, $to, $from, $msdu) = @{$sent[$i]};
            my $head = "\0\0$to$from$ap" . pack("v", ($i + 1) << 4);
            if ($carriage eq "data") { push @frames, "\x08" . chr($ds) . $head . $msdu }
            if ($carriage eq "qos") { push @frames, "\x88" . chr($ds) . "$head\0\0$msdu" }
            if ($carriage eq "ht-control") { push @frames, "\x88" . chr($ds | 0x80) . "$head\0\0\0\0\0\0$msdu" }
            if ($carriage eq "four-address") { push @frames, "\x88\3\0\0$to$from$to" . pack("v", ($i + 1) << 4) . "$from\0\0$msdu" }
            if ($carriage eq "a-msdu") { push @frames, "\x88" . chr($ds) . "$head\x80\0$to$from" . pack("n", length $msdu) . $msdu }
            if ($carriage eq "fragments") {
                push @frames, "\x08" . chr($ds | 4) . $head . substr($msdu, 0, 60);
                push @frames, "\x08" . chr($ds) . "\0\0$to$from$ap" . pack("v", ($i + 1) << 4 | 1) . substr($msdu, 60);
            }
        }
        print pack("LSSlLLL", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 105);
        print pack("LLLL", 1000, $_ * 2000, length $frames[$_], length $frames[$_]), $frames[$_] for 0 .. $#frames;
    ' "$1" >"$tmp/$1.pcap"
}

program hcxpcapngtool --version | head -n 1
echo "cowpatty 4.8 (Debian 4.8-3+b1)"
echo "correct horse" >"$tmp/words"
by_hcx="" by_cowpatty=""
for carriage in data qos four-address ht-control a-msdu fragments; do
    make_capture "$carriage"
    program hcxpcapngtool -o "$tmp/$carriage.22000" "$tmp/$carriage.pcap" >/dev/null
    [[ ! -s $tmp/$carriage.22000 ]] || by_hcx+="$carriage "
    if program cowpatty -r "$tmp/$carriage.pcap" -f "$tmp/words" -s "Lab Net" 2>/dev/null | grep -q 'The PSK is'; then by_cowpatty+="$carriage "; fi
done
echo "hcxpcapngtool finds the handshake in: $by_hcx"
echo "cowpatty finds it in: $by_cowpatty"
[[ $by_hcx == "data qos four-address " && $by_cowpatty == "data qos " ]]
