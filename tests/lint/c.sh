#!/usr/bin/env bash
# The form of C as .clang-format says it; tables that people read as tables are fenced there. Where
# it differs, `clang-format -i FILE` mends it.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit
form() { clang-format --style=file --dry-run -Werror "$@" 2>&1; }
export -f form
mapfile -t sources < <(comm -23 <(git ls-files -co --exclude-standard '*.c' '*.h' | sort) \
	<(git ls-files -d | sort))
# The first place of each file that has another form.
wrong=$(printf '%s\n' "${sources[@]}" | xargs -P "$(nproc)" -n 40 bash -c 'form "$@"' form |
	grep ': error:' | sort -u -t: -k1,1)
failed=$(grep -c . <<<"$wrong")
passed=$((${#sources[@]} - failed))
[ -z "$wrong" ] || awk '{ print "not ok " $0 }' <<<"$wrong"
# Planted: another form must be caught.
if form --assume-filename=planted.c <<<'int f(void) { return  1; }' >/dev/null; then
	failed=$((failed + 1)); echo "not ok planted: another form was not caught"
else
	passed=$((passed + 1))
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
