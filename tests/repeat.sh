#!/usr/bin/env bash
# Two builds of the product from two directories are the same bytes, static, and within 14 MB (2 MB are the pictures of the 68,046 characters that a receipt printer may lack).
set -uo pipefail
cd "$(dirname "$0")/.." || exit
passed=0 failed=0
check() { if [ "$2" = 0 ]; then passed=$((passed + 1)); echo "ok $1"; else failed=$((failed + 1)); echo "not ok $1: ${3:-}"; fi; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/a" "$work/b"
for side in a b; do
	tar -c --exclude=./build --exclude=./webui/node_modules --exclude=./.git . | tar -x -C "$work/$side"
	mkdir -p "$work/$side/build/gen" && cp build/.tools build/.deps-musl build/.deps-glibc "$work/$side/build/"
	# the pages are built once: npm's part is pinned by its lock file, ours is what is compared here
	cp build/gen/assets.c "$work/$side/build/gen/" && cp -r build/gen/assets "$work/$side/build/gen/"
	mkdir -p "$work/$side/webui/node_modules"
	(cd "$work/$side" && python3 appliance/tbl/gen/generate.py appliance build/gen && touch build/gen/.stamp build/gen/assets.c && make -j2 build/minihall) >"$work/$side.log" 2>&1
	check "build $side" $? "$(tail -n 3 "$work/$side.log")"
done
cmp -s "$work/a/build/minihall" "$work/b/build/minihall"; check "two builds have the same bytes" $? "they differ"
cmp -s "$work/a/build/minihall" build/minihall; check "and they are the bytes of this checkout" $? "they differ"
linked=$(ldd build/minihall 2>&1) # at a fixed place it is no dynamic executable, without one it is said to be static
[[ $linked == *"not a dynamic executable"* || $linked == *"statically linked"* ]]; check "static" $? "$linked"
size=$(stat -c %s build/minihall); [ "$size" -le 14680064 ]; check "at most 14 MB" $? "$size bytes"
inside=$(build/minihall version) # whole: a reader that leaves at its first match ends the writer, now and then
grep -q '^  openssl .*sha256:[0-9a-f]\{64\}' <<<"$inside"; check "version prints what is inside" $?
build/minihall openapi | python3 -c 'import json,sys; d = json.load(sys.stdin); assert d["openapi"] == "3.1.0" and len(d["paths"]) > 40'; check "openapi prints the interface" $?
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
