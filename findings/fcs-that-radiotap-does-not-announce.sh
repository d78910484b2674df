#!/bin/bash
# Radiotap need not say whether a frame ends in an FCS: its Flags field is optional. Wireshark 4.0.17 then takes the four octets of an FCS for
# part of the frame, without a look at whether they are the right CRC-32, and calls every Beacon malformed. hcxpcapngtool 6.2.7 compares the
# octets and takes them for what they are. So "tshark -Y _ws.malformed" tells of the capture's header here, not of the air, and the two
# tools disagree about one file.
#
# Seen: of two Beacons with a right FCS and no Flags field Wireshark calls 2 malformed, hcxpcapngtool counts 2 with a correct FCS.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir -p "$tmp/debs/partial" "$tmp/root" "$tmp/home"
touch "$tmp/status"
apt-get -qq -o Dir::State::status="$tmp/status" -o Dir::Cache::archives="$tmp/debs" -o APT::Sandbox::User=root -o Debug::NoLocking=1 \
    --no-install-recommends -y --download-only install tshark=4.0.17-0+deb12u3 wireshark-common=4.0.17-0+deb12u3 hcxtools=6.2.7-2 >/dev/null
for deb in "$tmp"/debs/*.deb; do dpkg-deb -x "$deb" "$tmp/root"; done
export HOME=$tmp/home WIRESHARK_DATA_DIR=$tmp/root/usr/share/wireshark
libraries=$tmp/root/usr/lib/x86_64-linux-gnu:$tmp/root/lib/x86_64-linux-gnu
program() { "$tmp"/root/lib64/ld-linux-x86-64.so.2 --library-path "$libraries" "$tmp/root/usr/bin/$1" "${@:2}" 2>>"$tmp/stderr"; }

perl -e '
    my $ap = pack "H*", "020000000100";
    my $rsne = pack "H*", "30140100000fac040100000fac040100000fac020000";
    my $crc = sub { my $c = 0xffffffff; for my $octet (unpack "C*", $_[0]) { $c ^= $octet; $c = $c >> 1 ^ ($c & 1 ? 0xedb88320 : 0) for 1 .. 8 } return pack("V", $c ^ 0xffffffff) };
    print pack("LSSlLLL", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 127);
    for my $number (1, 2) {
        my $frame = "\x80\0\0\0" . "\xff" x 6 . "$ap$ap" . pack("v", $number << 4) . "\0" x 8 . "\x64\0\x11\0" . "\0\7Lab Net" . "\1\1\x8c" . $rsne;
        my $packet = pack("CCvV", 0, 0, 8, 0) . $frame . $crc->($frame);
        print pack("LLLL", $number, 0, length $packet, length $packet), $packet;
    }
' >"$tmp/beacons.pcap"

program tshark --version | head -n 1
malformed=$(program tshark -r "$tmp/beacons.pcap" -Y _ws.malformed -T fields -e frame.number | wc -l)
program hcxpcapngtool --version | head -n 1
correct=$(program hcxpcapngtool "$tmp/beacons.pcap" | sed -n 's/^frames with correct FCS\.*: *//p')
echo "malformed for tshark: $malformed; with a correct FCS for hcxpcapngtool: $correct"
[[ $malformed == 2 && $correct == 2 ]]
