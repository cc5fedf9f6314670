#!/usr/bin/env bash
# The browser stories on Debian's Chromium, one after another; names given (a story's, or a folder's for
# all in it) run only those.
set -uo pipefail
cd "$(dirname "$0")" || exit
[ -d node_modules ] && [ node_modules -nt package-lock.json ] || npm ci --silent >/dev/null 2>&1 || npm ci || exit 1
passed=0 failed=0
[ $# -gt 0 ] || set -- citizen staff lead county across
stories=()
for word in "$@"; do
	found=0
	for file in */"${word%.mjs}.mjs" "${word%.mjs}.mjs" "${word%/}"/*.mjs; do
		[[ -f $file && $file = */* ]] || continue
		stories+=("$file") found=1
		[[ $file = "${word%/}"/* ]] || break
	done
	[ $found = 1 ] || { echo "no story or folder is called $word"; exit 1; }
done
for file in "${stories[@]}"; do
	story=$(basename "$file" .mjs)
	began=$SECONDS
	result=$(timeout --kill-after=10 600 node "$file" 2>&1)
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
