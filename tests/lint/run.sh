#!/usr/bin/env bash
# The rules of the house on the tree, what may only grow less there, what the generator must refuse,
# the lock of third-party sources against what is known and built, the form of Python and shell; ends
# with `N passed, N failed`.
set -uo pipefail
cd "$(dirname "$0")" || exit
passed=0 failed=0
../../image/deps/tools.sh apt.txt || exit
[ -d node_modules ] && [ node_modules -nt package-lock.json ] || npm ci --silent || npm ci || exit
for part in lint.py ratchet.py citations.py tables.py deps.py c.sh python.mjs pages.mjs shell.sh; do
	result=$("./$part") || true
	grep -v '^[0-9]* passed' <<<"$result" || true
	sum=$(tail -n 1 <<<"$result" | grep -E '^[0-9]+ passed, [0-9]+ failed$') ||
		{ echo "not ok $part ended without its sum"; sum="0 passed, 1 failed"; }
	read -r p _ f _ <<<"$sum"
	passed=$((passed + p)) failed=$((failed + f))
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
