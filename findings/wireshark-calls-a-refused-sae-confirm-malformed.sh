#!/bin/bash
# Wireshark 4.0.17 calls an SAE confirm with status 15 and no body "[Malformed Packet]". hostapd answers a confirm that does not verify (a
# wrong WPA3 password) with exactly that frame: transaction 2, a status other than 0, nothing behind it. Commits with a status are read
# right. A filter that leaves out malformed frames, or an eye that takes them for radio noise, passes over the one frame that says why the
# client does not get in; where an element follows the status, its first two octets are shown as Send-Confirm.
#
# Seen: of a refused confirm (status 15), a commit refused for its group (77) and a commit refused outright (1), frame 1 alone is malformed.
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
    my ($ap, $sta) = map { pack "H*", $_ } "0e0000000100", "0e0000000200";
    my $answer = sub { my ($transaction, $status, $body) = @_; return "\xb0\0\0\0$sta$ap$ap\x10\0" . pack("vvv", 3, $transaction, $status) . $body };
    my @frames = ($answer->(2, 15, ""), $answer->(1, 77, pack("v", 21)), $answer->(1, 1, ""));
    print pack("LSSlLLL", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 105);
    print pack("LLLL", $_ + 1, 0, length $frames[$_], length $frames[$_]), $frames[$_] for 0 .. $#frames;
' >"$tmp/sae.pcap"

program tshark --version | head -n 1
malformed=$(program tshark -r "$tmp/sae.pcap" -Y _ws.malformed -T fields -e frame.number -e wlan.fixed.status_code | tr '\t\n' '  ')
echo "malformed (frame, status): $malformed"
[[ $malformed == "1 0x000f " ]]
