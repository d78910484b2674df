#!/bin/bash
# CommView's capture files (.ncf) hold the time as date and hour of the clock on the wall, without a zone. Wireshark 4.0.17 writes
# and reads them in the zone of the machine: the same file gives other absolute times (frame.time_epoch) on a machine in another zone, or on
# the same machine after the change to summer time. Set beside a RADIUS capture or another sensor's pcapng, it is hours off.
#
# Seen: a packet of 1700000000 (UTC), written under TZ=UTC, is at 1700000000 when read under TZ=UTC and five hours later, at 1700018000,
# when read under the time of New York.
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

perl -e '
    my $ap = pack "H*", "0e0000000100";
    my $beacon = "\x80\0\0\0" . "\xff" x 6 . "$ap$ap\x10\0" . "\0" x 8 . "\x64\0\x11\x04" . "\0\7Lab Net" . "\1\1\x8c";
    print pack("LSSlLLL", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 105), pack("LLLL", 1_700_000_000, 0, length $beacon, length $beacon), $beacon;
' >"$tmp/beacon.pcap"

program tshark --version | head -n 1
TZ=UTC program editcap -F commview-ncf "$tmp/beacon.pcap" "$tmp/beacon.ncf"
utc=$(TZ=UTC program tshark -r "$tmp/beacon.ncf" -T fields -e frame.time_epoch)
elsewhere=$(TZ=EST5EDT,M3.2.0,M11.1.0 program tshark -r "$tmp/beacon.ncf" -T fields -e frame.time_epoch)
echo "$utc under UTC, $elsewhere under New York's time"
[[ ${utc%.*} -eq 1700000000 && ${elsewhere%.*} -eq 1700018000 ]]
