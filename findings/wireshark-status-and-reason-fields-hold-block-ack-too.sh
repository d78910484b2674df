#!/bin/bash
# In Wireshark 4.0.17, wlan.fixed.reason_code and wlan.fixed.status_code are not fields of deauthentication and association alone. The Block Ack
# Action frames (DELBA, ADDBA Response) have the same two fields, and their values get the same texts. So the customary filters for failures
# ("wlan.fixed.status_code != 0", a count of wlan.fixed.reason_code) also take in ordinary block ack teardown and a declined ADDBA, which
# no client notices; and such a frame is "Action" in the Info column, so that nothing there tells. `&& !wlan.fixed.category_code` leaves them out.
#
# Seen: a Deauthentication (reason 4), a DELBA (39), a refused Association Response (17) and an ADDBA Response (37). The reason filter finds the
# first two frames, the status filter the other two; with the addition each finds one.
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
tshark() { "$tmp"/root/lib64/ld-linux-x86-64.so.2 --library-path "$libraries" "$tmp/root/usr/bin/tshark" "$@" 2>>"$tmp/stderr"; }

perl -e '
    my ($ap, $sta) = map { pack "H*", $_ } "020000000100", "020000000200";
    my $frame = sub { my ($kind, $body) = @_; return chr($kind) . "\0\0\0$sta$ap$ap\0\0$body" };
    my @frames = (
        $frame->(0xc0, pack "v", 4),                               # Deauthentication
        $frame->(0xd0, "\3\2" . pack "vv", 0x0800, 39),            # Action, Block Ack, DELBA: parameters, reason
        $frame->(0x10, pack("vvv", 0x11, 17, 0) . "\1\1\x8c"),     # Association Response: capabilities, status, AID, rates
        $frame->(0xd0, "\3\1\1" . pack "vvv", 37, 0x1002, 0),      # Action, Block Ack, ADDBA Response: token, status, parameters, timeout
    );
    print pack("LSSlLLL", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 105);
    print pack("LLLL", 1000, $_ * 2000, length $frames[$_], length $frames[$_]), $frames[$_] for 0 .. $#frames;
' >"$tmp/four.pcap"

found() { tshark -r "$tmp/four.pcap" -Y "$1" -T fields -e frame.number | paste -sd ' '; }

tshark --version | head -n 1
tshark -r "$tmp/four.pcap" -T fields -e frame.number -e _ws.col.Info -e wlan.fixed.reason_code -e wlan.fixed.status_code
for field in reason_code status_code; do
    echo "wlan.fixed.$field != 0: frames $(found "wlan.fixed.$field != 0"); without Action frames: $(found "wlan.fixed.$field != 0 && !wlan.fixed.category_code")"
done
[[ $(found 'wlan.fixed.reason_code != 0') == '1 2' && $(found 'wlan.fixed.status_code != 0') == '3 4' ]]
[[ $(found 'wlan.fixed.reason_code != 0 && !wlan.fixed.category_code') == 1 ]]
[[ $(found 'wlan.fixed.status_code != 0 && !wlan.fixed.category_code') == 3 ]]
