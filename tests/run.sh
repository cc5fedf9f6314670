#!/usr/bin/env bash
# Every test there is: unit and fuzz programs in both builds, stories, sync, lint, browser. Adds up the `N passed, N failed` line that each
# ends with; one that crashes, hangs or prints no such line counts as one failed. The last line is the sum. ONLY=word picks by name.
set -uo pipefail
cd "$(dirname "$0")/.."
image/deps/tools.sh tests/apt.txt || { echo "not ok tools: tests/apt.txt could not be installed"; echo "0 passed, 1 failed"; exit 1; }
make build build-asan || { echo "not ok build"; echo "0 passed, 1 failed"; exit 1; }
passed=0 failed=0 summary=()
logs=$(mktemp -d /tmp/minihall-tests.XXXXXX)
trap 'rm -rf "$logs"' EXIT

one() { # name, seconds, command…
	local name=$1 seconds=$2 log line status; shift 2
	[[ $name == *"${ONLY:-}"* ]] || return 0
	log=$logs/${name//\//_}
	echo "== $name"
	timeout -k 10 "$seconds" "$@" >"$log" 2>&1 </dev/null
	status=$?
	grep -E '^(ok|not ok|#) ' "$log" | grep -E "${SHOW:-^(not ok|#)}"
	line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -n 1)
	local p=0 f=0
	if [ -n "$line" ]; then read -r p _ f _ <<<"${line//,/}"; fi
	if [ -z "$line" ] || { [ "$status" -ne 0 ] && [ "$f" -eq 0 ]; }; then
		f=$((f + 1))
		echo "not ok $name: status $status, last words:"; tail -n 25 "$log"
	fi
	passed=$((passed + p)) failed=$((failed + f))
	summary+=("$(printf '%5d passed %5d failed  %s' "$p" "$f" "$name")")
}

for flavour in musl asan; do
	if make -s -f tests/unit.mk FLAVOUR=$flavour; then
		for program in build/$flavour/tests/*_test build/$flavour/tests/*_fuzz; do
			[ -x "$program" ] && one "unit/$flavour/$(basename "$program")" 300 "$program"
		done
	else
		one "unit/$flavour/build" 10 false
	fi
done
one lint 120 tests/lint/run.sh
# the stories run on the product; the spine also on the sanitised build, whose replies are checked against their shapes
helpers='^(client|nodes)\.mjs$'
for script in tests/stories/*.mjs tests/stories/*.sh tests/sync/*.mjs tests/sync/*.sh; do
	[ -f "$script" ] || continue
	[[ $(basename "$script") =~ $helpers ]] && continue
	grep -q 'finish()\|passed' "$script" || continue
	case $script in *.mjs) one "${script#tests/}" 900 node "$script" ;; *) one "${script#tests/}" 900 bash "$script" ;; esac
done
one stories/spine.mjs@asan 900 env MINIHALL_BIN="$PWD/build/asan/minihall" node tests/stories/spine.mjs
[ ! -f tests/browser/run.sh ] || one browser 1200 bash tests/browser/run.sh

echo
printf '%s\n' "${summary[@]}"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
