#!/bin/bash
# libpcap 1.10.3: `wlan ra ADDRESS` and `wlan ta ADDRESS` match data frames alone. pcap-filter(7) excepts management frames from both, and
# CTS and Ack from `wlan ta`; by that an Ack and an RTS should pass `wlan ra`, and an RTS `wlan ta`. None of them does. Whoever filters on
# one client that way has its data and none of its authentication, association, deauthentication, or acknowledgements.
#
# `type mgt subtype action` is a syntax error, though `type mgt subtype beacon` and the like are not; the number, 0xd0, works.
#
# Seen: of Data, Authentication, Action, RTS and Ack with RA or TA of the client, frame 1 passes `ra` and `ta`.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir -p "$tmp/debs/partial" "$tmp/root"
touch "$tmp/status"
apt-get -qq -o Dir::State::status="$tmp/status" -o Dir::Cache::archives="$tmp/debs" -o APT::Sandbox::User=root -o Debug::NoLocking=1 \
    --no-install-recommends -y --download-only install tcpdump=4.99.3-1 libpcap0.8=1.10.3-1 >/dev/null
for deb in "$tmp"/debs/*.deb; do dpkg-deb -x "$deb" "$tmp/root"; done
library=$(dirname "$(find "$tmp/root" -name libpcap.so.0.8)")
tcpdump() { "$tmp"/root/lib64/ld-linux-x86-64.so.2 --library-path "$library:$tmp/root/lib/x86_64-linux-gnu" "$tmp/root/usr/bin/tcpdump" "$@"; }

perl -e '
    my ($ap, $sta) = map { pack "H*", $_ } "020000000100", "020000000200";
    my @frames = (
        "\x08\x01\0\0$ap$sta$ap\x10\0" . pack("H*", "aaaa030000000800") . "\0" x 20,         # data
        "\xb0\0\0\0$ap$sta$ap\x20\0\0\0\1\0\0\0",                                            # Authentication
        "\xd0\0\0\0$ap$sta$ap\x30\0\x04\x01",                                                # Action
        "\xb4\0\0\0$ap$sta",                                                                 # RTS
        "\xd4\0\0\0$ap",                                                                     # Ack
    );
    print pack("LSSlLLL", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 105);
    print pack("LLLL", $_ + 1, 0, length $frames[$_], length $frames[$_]), $frames[$_] for 0 .. $#frames;
' >"$tmp/frames.pcap"

tcpdump --version 2>&1 | head -n 2
passes() { tcpdump -nr "$tmp/frames.pcap" -tt "$1" 2>/dev/null | sed -n 's/^\([0-9]*\)\.000000 .*/\1/p' | tr '\n' ' '; }
receiver=$(passes 'wlan ra 02:00:00:00:01:00')
transmitter=$(passes 'wlan ta 02:00:00:00:02:00')
number=$(passes 'type mgt subtype 0xd0')
echo "wlan ra: frames $receiver; wlan ta: frames $transmitter; type mgt subtype 0xd0: frames $number (of 1 to 5)"
if tcpdump -nr "$tmp/frames.pcap" 'type mgt subtype action' 2>"$tmp/error"; then exit 1; fi
grep 'syntax error' "$tmp/error"
tcpdump -d -y IEEE802_11 'type mgt subtype beacon' >/dev/null
[[ $receiver == "1 " && $transmitter == "1 " && $number == "3 " ]]
