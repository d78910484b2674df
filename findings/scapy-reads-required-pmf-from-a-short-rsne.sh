#!/bin/bash
# Every field of an RSN element behind Version is optional (IEEE Std 802.11-2020, 9.4.2.24.1): an AP without management frame protection may end
# the element after the pairwise cipher. scapy 2.5.0 then gives the fields that are not there the values with which it would build a new element:
# mfp_required and mfp_capable are 1. A survey with scapy counts such old APs among those that require management frame protection, and a client
# without it as one that cannot join them. (That the AKM is 802.1X then is what the standard says.)
#
# Seen: the bits are 0 in a whole element with RSN Capabilities 0, and 1 in one that ends after the pairwise cipher, or after Version.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir -p "$tmp/debs/partial" "$tmp/root"
touch "$tmp/status"
apt-get -qq -o Dir::State::status="$tmp/status" -o Dir::Cache::archives="$tmp/debs" -o APT::Sandbox::User=root -o Debug::NoLocking=1 \
    --no-install-recommends -y --download-only install python3-scapy=2.5.0+dfsg-2 >/dev/null
for deb in "$tmp"/debs/*.deb; do dpkg-deb -x "$deb" "$tmp/root"; done
libraries=$tmp/root/usr/lib/x86_64-linux-gnu:$tmp/root/lib/x86_64-linux-gnu
python() {
    HOME=$tmp PYTHONHOME=$tmp/root/usr PYTHONPATH=$tmp/root/usr/lib/python3/dist-packages \
        "$tmp"/root/lib64/ld-linux-x86-64.so.2 --library-path "$libraries" "$tmp/root/usr/bin/python3.11" "$@"
}

seen=$(python -W ignore - 2>/dev/null <<'PYTHON'
import scapy
from scapy.layers.dot11 import Dot11Elt

print("scapy", scapy.__version__)
for what, octets in (
    ("whole", "30140100000fac040100000fac040100000fac020000"),
    ("ends after the pairwise cipher", "300c0100000fac040100000fac04"),
    ("ends after Version", "30020100"),
):
    rsn = Dot11Elt(bytes.fromhex(octets))
    print(f"{what}: mfp_capable {rsn.mfp_capable}, mfp_required {rsn.mfp_required}")
PYTHON
)
echo "$seen"
[[ $seen == "scapy 2.5.0
whole: mfp_capable 0, mfp_required 0
ends after the pairwise cipher: mfp_capable 1, mfp_required 1
ends after Version: mfp_capable 1, mfp_required 1" ]]
