#!/usr/bin/env bash
# The rules of the house on the tree, what may only grow less there, what the generator must refuse,
# and the lock of third-party sources against what is known and built; ends with `N passed, N failed`.
set -uo pipefail
cd "$(dirname "$0")"
passed=0 failed=0
for part in lint.py ratchet.py tables.py deps.py; do
	result=$(python3 "./$part") || true
	grep -v '^[0-9]* passed' <<<"$result" || true
	read -r p _ f _ < <(tail -n 1 <<<"$result" | grep -E '^[0-9]+ passed, [0-9]+ failed$' || { echo "not ok $part ended without its sum" >&2; echo 0 passed, 1 failed; })
	passed=$((passed + p)) failed=$((failed + f))
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
