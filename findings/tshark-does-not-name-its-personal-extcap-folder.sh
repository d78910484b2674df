#!/bin/bash
# tshark 4.0.17 -G folders names one extcap folder, the global one. It runs what lies in a second one all the same: extcap below the personal
# configuration. Whoever installs a capture source where -G folders says needs root for it, or concludes that there is no place for one user.
# (4.4.19 and 4.6.9 name a "Personal Extcap path", which is another folder, below ~/.local/lib.)
#
# Seen: the only line about extcap names the global folder, and tshark -D lists the source that lies in ~/.config/wireshark/extcap.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir -p "$tmp/debs/partial" "$tmp/root" "$tmp/home/.config/wireshark/extcap"
touch "$tmp/status"
apt-get -qq -o Dir::State::status="$tmp/status" -o Dir::Cache::archives="$tmp/debs" -o APT::Sandbox::User=root -o Debug::NoLocking=1 \
    --no-install-recommends -y --download-only install tshark=4.0.17-0+deb12u3 wireshark-common=4.0.17-0+deb12u3 >/dev/null
for deb in "$tmp"/debs/*.deb; do dpkg-deb -x "$deb" "$tmp/root"; done
export HOME=$tmp/home WIRESHARK_DATA_DIR=$tmp/root/usr/share/wireshark
unset XDG_CONFIG_HOME WIRESHARK_CONFIG_DIR WIRESHARK_EXTCAP_DIR
libraries=$tmp/root/usr/lib/x86_64-linux-gnu:$tmp/root/lib/x86_64-linux-gnu
program() { "$tmp"/root/lib64/ld-linux-x86-64.so.2 --library-path "$libraries" "$tmp/root/usr/bin/$1" "${@:2}" 2>>"$tmp/stderr"; }

cat >"$HOME/.config/wireshark/extcap/source" <<'END'
#!/bin/sh
echo 'extcap {version=1.0}'
echo 'interface {value=source-of-one-user}{display=a source}'
END
chmod +x "$HOME/.config/wireshark/extcap/source"

program tshark --version | head -n 1
folders=$(program tshark -G folders | grep -i '^[^:]*extcap[^:]*:' | sed "s#$tmp##g")
sources=$(program tshark -D | grep -o 'source-of-one-user' || true)
echo "folders: $folders"
echo "sources: $sources"
[[ $(wc -l <<<"$folders") -eq 1 && $folders == "Extcap path:"* && $folders != *home* && $sources == source-of-one-user ]]
