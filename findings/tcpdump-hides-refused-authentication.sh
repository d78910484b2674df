#!/bin/bash
# tcpdump 4.99.3 prints no status of an Authentication frame with transaction sequence number 2 or 4: an AP that refuses (17, AP full; 53, invalid
# PMKID, of an FT roam) looks exactly like one that accepts. Of Association Responses it prints the status. FT (algorithm 2) is called "EAP",
# and SAE (algorithm 3) "Reserved". To see over ssh on an AP why clients do not get in, write the frames to a file instead of reading the lines.
#
# Seen: Open System and FT answers with status 0 and with a refusal give the same line, with -v too; the same refusal in an Association Response
# is named.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir -p "$tmp/debs/partial" "$tmp/root"
touch "$tmp/status"
apt-get -qq -o Dir::State::status="$tmp/status" -o Dir::Cache::archives="$tmp/debs" -o APT::Sandbox::User=root -o Debug::NoLocking=1 \
    --no-install-recommends -y --download-only install tcpdump=4.99.3-1 >/dev/null
for deb in "$tmp"/debs/*.deb; do dpkg-deb -x "$deb" "$tmp/root"; done
libraries=$tmp/root/usr/lib/x86_64-linux-gnu:$tmp/root/lib/x86_64-linux-gnu
tcpdump() { "$tmp"/root/lib64/ld-linux-x86-64.so.2 --library-path "$libraries" "$tmp/root/usr/bin/tcpdump" "$@" 2>>"$tmp/stderr"; }

perl -e '
    my ($ap, $sta) = map { pack "H*", $_ } "020000000100", "020000000200";
    my $frame = sub { my ($kind, $body) = @_; return chr($kind) . "\0\0\0$sta$ap$ap\0\0$body" };
    my @frames = map { $frame->(0xb0, pack "vvv", @$_) } [0, 2, 0], [0, 2, 17], [2, 2, 0], [2, 2, 53]; # algorithm, transaction, status
    push @frames, map { $frame->(0x10, pack("vvv", 0x11, $_, 0) . "\1\1\x8c") } 17, 53;
    print pack("LSSlLLL", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 105);
    print pack("LLLL", 1000, 0, length, length), $_ for @frames;
' >"$tmp/answers.pcap"

tcpdump --version | head -n 1
tcpdump -t -n -r "$tmp/answers.pcap" | tee "$tmp/lines"
mapfile -t lines <"$tmp/lines"
mapfile -t detailed < <(tcpdump -t -n -v -r "$tmp/answers.pcap")
for shown in lines detailed; do
    declare -n line=$shown
    [[ ${line[0]} == "${line[1]}" && ${line[0]} == *'Open System'* && ${line[2]} == "${line[3]}" && ${line[2]} == *EAP* ]]
    [[ ${line[4]} == *'unable to handle additional'* && ${line[5]} == *PMKID* ]]
done
