#!/bin/bash
# libpcap 1.10.3: on 802.11 link types `ether proto 0x888e` finds EAPOL in plain data and QoS data frames only. It misses EAPOL in
# - QoS data frames with an HT Control field (+HTC, 4 more octets of header),
# - four-address frames (WDS, repeaters, stations in 4-address mode; 6 more octets),
# - A-MSDUs (a subframe header stands before LLC/SNAP),
# because the filter looks at header length 24 or 26 and nowhere else. A sensor that captures with this filter, the one that most guides
# name, loses those handshakes without a word. `wlan[0] == 0x88` and offsets of one's own are the way round it.
#
# Seen: of six frames that all carry the same EAPOL-Key packet, frames 1 and 2 pass.
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

# Six data frames to the AP, each with the same LLC/SNAP and EAPOL-Key packet.
perl -e '
    my ($ap, $sta, $da) = map { pack "H*", $_ } "020000000100", "020000000200", "020000000300";
    my $eapol = pack("H*", "aaaa03000000888e0203005f02") . "\0" x 94;
    my $head = $ap . $sta . $da . "\x10\0";
    my @frames = (
        "\x08\x01\0\0$head$eapol",                                                           # data
        "\x88\x01\0\0$head\0\0$eapol",                                                       # QoS data
        "\x88\x81\0\0$head\0\0\0\0\0\0$eapol",                                               # QoS data with HT Control
        "\x08\x03\0\0$head$da$eapol",                                                        # four addresses
        "\x88\x03\0\0$head$da\0\0$eapol",                                                    # four addresses, QoS
        "\x88\x01\0\0$head\x80\0$da$sta" . pack("n", length $eapol) . $eapol,                # A-MSDU of one subframe
    );
    print pack("LSSlLLL", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 105);
    print pack("LLLL", $_ + 1, 0, length $frames[$_], length $frames[$_]), $frames[$_] for 0 .. $#frames;
' >"$tmp/eapol.pcap"

tcpdump --version 2>&1 | head -n 2
seen=$(tcpdump -nr "$tmp/eapol.pcap" -tt 'ether proto 0x888e' 2>/dev/null | sed -n 's/^\([0-9]*\)\.000000 .*/\1/p' | tr '\n' ' ')
echo "ether proto 0x888e passes frames: $seen(of 1 to 6)"
[[ $seen == "1 2 " ]]
