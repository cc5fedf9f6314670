#!/usr/bin/env bash
# run.sh [musl|asan]: builds and runs the unit programs against that flavour's library, or both.
set -euo pipefail
cd "$(dirname "$0")/../.."
flavours=("${1:-musl}")
[ $# -gt 0 ] || flavours=(musl asan)
make -s "${flavours[@]/#/units-}"
exec node tests/unit/all.mjs "${flavours[@]}"
