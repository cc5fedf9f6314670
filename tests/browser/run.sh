#!/usr/bin/env bash
# The browser stories on Debian's Chromium, one after another; names given run only those.
set -uo pipefail
cd "$(dirname "$0")" || exit
[ -d node_modules ] && [ node_modules -nt package-lock.json ] || npm ci --silent >/dev/null 2>&1 || npm ci || exit 1
passed=0 failed=0
stories=("$@")
[ ${#stories[@]} -gt 0 ] || for file in *.mjs; do [ "$file" = lib.mjs ] || stories+=("${file%.mjs}"); done
for story in "${stories[@]}"; do
	began=$SECONDS
	result=$(timeout --kill-after=10 600 node "$story.mjs" 2>&1)
	echo "$result"
	echo "# $story $((SECONDS - began)) s"
	if [[ $(tail -n 1 <<<"$result") =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
		passed=$((passed + BASH_REMATCH[1])) failed=$((failed + BASH_REMATCH[2]))
	else
		failed=$((failed + 1)); echo "not ok browser story $story ended without its sum"
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
