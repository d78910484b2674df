#!/bin/bash
# tshark -M N (4.0.17), which resets its session after every N packets and so keeps its memory level in long runs, also numbers packets anew, for files
# too and not only for live captures: frame.number begins at 1 again after each reset, while frame.time_relative goes on. Who opens "frame 1" of such
# output in Wireshark sees another frame, and numbers are no keys to join two outputs by.
#
# Seen with five Beacons, one each second: -M 2 prints the numbers 1 2 1 2 1 beside the times 0 1 2 3 4; without it the numbers are 1 2 3 4 5.
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
    my $beacon = "\x80\0\0\0" . "\xff" x 6 . "\2\0\0\0\0\1" x 2 . "\x10\0" . "\0" x 8 . "\x64\0\x11\x04" . "\0\7Lab Net" . "\1\1\x8c";
    print pack("LSSlLLL", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 105);
    print pack("LLLL", 1_700_000_000 + $_, 0, length $beacon, length $beacon), $beacon for 0 .. 4;
' >"$tmp/beacons.pcap"

shown() { program tshark "$@" -r "$tmp/beacons.pcap" -T fields -e frame.number -e frame.time_relative | awk '{ print $1 ":" int($2) }' | xargs; }

program tshark --version | head -n 1
whole=$(shown)
reset=$(shown -M 2)
echo "whole: $whole"
echo "-M 2:  $reset"
[[ $whole == "1:0 2:1 3:2 4:3 5:4" && $reset == "1:0 2:1 1:2 2:3 1:4" ]]
