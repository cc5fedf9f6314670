#!/usr/bin/env bash
# `make test`: builds both flavours and runs everything; the last line is `N passed, N failed`. Words given name the parts to run
# (lint unit fuzz story-musl story-asan kill web browser); none means all. Full output of each part: build/test-<part>.log.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
mkdir -p build
image/deps/tools.sh image/deps/apt.txt && image/deps/tools.sh tests/apt.txt || { echo "0 passed, 1 failed"; exit 1; }
if ! make build build-asan; then
	echo "the build failed"
	echo "0 passed, 1 failed"
	exit 1
fi
passed=0 failed=0
# part NAME SECONDS COMMAND…: adds up the command's closing line; no such line, or a bad exit with no failure counted, is a failure.
part() {
	local name=$1 seconds=$2; shift 2
	[ ${#wanted[@]} = 0 ] || [[ " ${wanted[*]} " == *" $name "* ]] || return 0
	local start=$SECONDS status=0
	timeout --kill-after=10 "$seconds" "$@" >"build/test-$name.log" 2>&1 </dev/null || status=$?
	local line p=0 f=0
	line=$(grep -E '^([[:alnum:]]+: )?[0-9]+ passed, [0-9]+ failed' "build/test-$name.log" | tail -n 1)
	if [[ $line =~ ([0-9]+)\ passed,\ ([0-9]+)\ failed ]]; then
		p=${BASH_REMATCH[1]} f=${BASH_REMATCH[2]}
		[ $status = 0 ] || [ "$f" -gt 0 ] || f=1
	else
		f=1
	fi
	passed=$((passed + p)) failed=$((failed + f))
	printf '%-12s %6d passed, %d failed  (%ds)\n' "$name" "$p" "$f" $((SECONDS - start))
	[ "$f" = 0 ] || { grep '^not ok' "build/test-$name.log" || tail -n 25 "build/test-$name.log"; } | sed -n 1,40p
}
wanted=("$@")
part lint 120 tests/lint/run.sh
part unit 900 bash -c 'set -o pipefail; a=$(tests/unit/run.sh musl); s=$?; echo "$a"; b=$(tests/unit/run.sh asan); t=$?; echo "$b"
	sum() { printf "%s\n%s\n" "$(tail -n 1 <<<"$a")" "$(tail -n 1 <<<"$b")" | awk "{ p += \$1; f += \$3 } END { print p \" passed, \" f \" failed\" }"; }; sum; exit $((s + t))'
part story-musl 1200 node tests/stories/all.mjs
part story-asan 1800 env MINIHALL_BIN="$PWD/build/asan/minihall" node tests/stories/all.mjs
part fuzz 600 tests/fuzz/run.sh
part kill 600 node tests/stories/hard/kill.mjs
part full 240 node tests/stories/hard/full.mjs
part repeat 300 tests/repeat.sh
part web 200 webui/test/run.sh
part browser 2400 tests/browser/run.sh
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
