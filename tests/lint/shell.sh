#!/usr/bin/env bash
# The tree's shell scripts as shellcheck reads them; a script that is only sourced is read through
# the one that sources it. Left out: an empty variable before a command (SC1007), quotes of Chinese
# text (SC1111), `a && b || c` (SC2015), other programs' dollar signs (SC2016), lists from a file of
# ours (SC2013), commas in a compiler's options (SC2054).
set -uo pipefail
cd "$(dirname "$0")/../.." || exit
LEFT_OUT=SC1007,SC1111,SC2013,SC2015,SC2016,SC2054
SOURCED=image/deps/recipes.sh
passed=0 failed=0
sound() { shellcheck -x -P SCRIPTDIR -s bash -f gcc -e "$LEFT_OUT" "$@"; }
mapfile -t scripts < <(git ls-files -co --exclude-standard '*.sh' .ci/run)
for script in "${scripts[@]}"; do
	[ -f "$script" ] && [ "$script" != "$SOURCED" ] || continue
	if result=$(sound "$script"); then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		awk '{ print "not ok " $0 }' <<<"$result"
	fi
done
# Planted: what each stands for must be caught.
for planted in 'rm -r $1' 'cd /nowhere; ls' 'unset_by_nobody=1'; do
	if sound - <<<"#!/usr/bin/env bash"$'\n'"$planted" >/dev/null; then
		failed=$((failed + 1)); echo "not ok planted: $planted was not caught"
	else
		passed=$((passed + 1))
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
