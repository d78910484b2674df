#!/bin/bash
# tshark 4.0.17 (and Wireshark) use the first 64 rows of the 802.11 key table, `80211_keys`, and leave out every further one without a word:
# no message, no status, and the preferences window shows all rows. A site's list of passphrases or PMKs is longer than that. Whoever
# finds frames still encrypted looks for a wrong key first.
#
# Seen: the right passphrase in row 64 decrypts a recording's data; in row 65 nothing is decrypted and nothing is said.
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

recording=$(dirname -- "$(readlink -f -- "$0")")/../captures/01_wpa2-psk.pcapng # SSID LabRoam, passphrase "correct horse battery"

decrypted() { # with so many wrong rows before the right one
    local arguments=(-o wlan.enable_decryption:TRUE) row
    for ((row = 1; row <= $1; row++)); do arguments+=(-o "uat:80211_keys:\"wpa-pwd\",\"wrong passphrase $row:LabRoam\""); done
    arguments+=(-o 'uat:80211_keys:"wpa-pwd","correct horse battery:LabRoam"')
    program tshark "${arguments[@]}" -r "$recording" -Y 'wlan.fc.protected && (arp || ip || ipv6)' | wc -l
}

program tshark --version | head -n 1
sixty_fourth=$(decrypted 63)
: >"$tmp/stderr"
sixty_fifth=$(decrypted 64)
echo "decrypted with the key in row 64: $sixty_fourth frames; in row 65: $sixty_fifth frames; said: $(grep -vc 'Running as user' "$tmp/stderr" || true) lines"
[[ $sixty_fourth -gt 0 && $sixty_fifth -eq 0 ]] && ! grep -v 'Running as user' "$tmp/stderr"
