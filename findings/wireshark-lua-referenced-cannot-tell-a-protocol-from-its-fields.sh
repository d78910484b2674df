#!/bin/bash
# In Wireshark's Lua (tshark 4.0.17), tree:referenced(field) tells whether a filter, a column or another script asks for that one field, so that a script
# may leave out what nobody asks for. Of a protocol it does not tell that: referenced(Dissector.get("probe")) says yes as soon as a filter names any field
# of the protocol. A script that leaves out all but the fields asked for must still add the line of the protocol to each frame it has something on, or
# "probe and not probe.x" finds too little, and it cannot learn that nobody wants that line.
#
# Seen with a post-dissector of two fields and no visible tree: -Y probe.x prints "protocol true, x true, y false", -Y probe prints "protocol true,
# x false, y false", -Y wlan prints "protocol false, x false, y false".
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
    print pack("LLLL", 1_700_000_000, 0, length $beacon, length $beacon), $beacon;
' >"$tmp/beacon.pcap"
cat >"$tmp/probe.lua" <<'LUA'
local probe = Proto("probe", "Probe")
local x, y = ProtoField.uint8("probe.x", "X"), ProtoField.uint8("probe.y", "Y")
probe.fields = { x, y }
function probe.dissector(_, _, tree)
   local function told(what) return tostring(tree:referenced(what)) end
   print("protocol " .. told(Dissector.get("probe")) .. ", x " .. told(x) .. ", y " .. told(y))
end
register_postdissector(probe)
LUA

told() { program tshark -X "lua_script:$tmp/probe.lua" -r "$tmp/beacon.pcap" -Y "$1" | grep '^protocol'; }

program tshark --version | head -n 1
one=$(told probe.x)
protocol=$(told probe)
other=$(told wlan)
printf '%s\n' "-Y probe.x: $one" "-Y probe:   $protocol" "-Y wlan:    $other"
[[ $one == "protocol true, x true, y false" && $protocol == "protocol true, x false, y false" && $other == "protocol false, x false, y false" ]]
