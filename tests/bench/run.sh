#!/usr/bin/env bash
# `make bench`: speed and memory in one run, as ratios beside a named peer. BENCH_SECONDS: how long each load lasts (4).
set -euo pipefail
cd "$(dirname "$0")/../.."
image/deps/tools.sh tests/bench/apt.txt
work=$(mktemp -d -p "${BENCH_DIR:-build}")
trap 'rm -rf "$work"' EXIT
prefix=$(cat build/.deps-musl)
"$prefix/bin/musl-gcc" -static -O2 -I"$prefix/include" -o "$work/raw" tests/bench/raw.c -L"$prefix/lib" -lsqlite3 -lpthread -lm
mkdir "$work/peer" && cp tests/bench/peer/* tests/bench/peer/.npmrc "$work/peer/"
(cd "$work/peer" && npm ci >/dev/null 2>&1 && node -e "require('better-sqlite3')(':memory:')" 2>/dev/null) || touch "$work/peer/absent"
node tests/bench/bench.mjs "$work"
# a crowded day in the hall's order beside first come, first served
node tests/bench/day.mjs
# a clerk's request while sixteen sign in for ever
node tests/bench/signin.mjs
# what a clerk waits while others dawdle or send nonsense
node tests/bench/dawdle.mjs
# what a citizen waits for, on a slowed CPU
if [ -x "${CHROMIUM:-/usr/bin/chromium}" ]; then
	(cd tests/browser && { [ -d node_modules ] && [ node_modules -nt package-lock.json ] || npm ci --silent >/dev/null 2>&1; })
	node tests/bench/paint.mjs
else
	echo "# paint: no Chromium here, not measured"
fi
