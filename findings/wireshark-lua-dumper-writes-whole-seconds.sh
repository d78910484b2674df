#!/bin/bash
# Dumper:dump_current() of Wireshark's Lua (4.0.17) writes frames into pcapng with whole seconds: the fraction of each time is lost, without a word. The
# same call into nsecpcap keeps it. Who copies frames with a script and measures between them afterwards gets 0 s or 1 s.
#
# Seen: a packet at 1700000000.250000000 is at 1700000000.000000000 in the pcapng that the script has written, and unchanged in the nsecpcap.
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
    print pack("LSSlLLL", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 105), pack("LLLL", 1_700_000_000, 250_000, length $beacon, length $beacon), $beacon;
' >"$tmp/beacon.pcap"
cat >"$tmp/copy.lua" <<'END'
local tap, dumper = Listener.new("frame"), nil
function tap.packet()
   dumper = dumper or Dumper.new_for_current(os.getenv("COPY"), wtap_name_to_file_type_subtype(os.getenv("FORMAT")))
   dumper:dump_current()
end
function tap.draw() dumper:close() end
END

program tshark --version | head -n 1
for format in pcapng nsecpcap; do
    export COPY=$tmp/copy.$format FORMAT=$format
    program tshark -q -X lua_script:"$tmp/copy.lua" -r "$tmp/beacon.pcap"
    program tshark -r "$COPY" -T fields -e frame.time_epoch >"$tmp/time.$format"
    echo "$format: $(cat "$tmp/time.$format")"
done
[[ $(cat "$tmp/time.pcapng") == 1700000000.000000000 && $(cat "$tmp/time.nsecpcap") == 1700000000.250000000 ]]
