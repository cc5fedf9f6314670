#!/usr/bin/env bash
# `make test`: builds both flavours and runs everything; the last line is `N passed, N failed`. Words
# given name the parts to run: lint postgres unit fuzz story-musl story-asan kill full repeat web
# browser.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
unset MAKEFLAGS MFLAGS # of the make that started this: its jobs are not ours to take
nothing() { echo "$1"; echo "0 passed, 1 failed"; exit 1; }
for list in image/deps/apt.txt tests/apt.txt tests/postgres/apt.txt; do
	image/deps/tools.sh "$list" || nothing "the tools of $list are not there"
done
make build build-asan units-musl units-asan || nothing "the build failed"
tests/browser/install.sh || nothing "the browser's driver is not there"
exec node tests/run.mjs "$@"
