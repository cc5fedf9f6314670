#!/usr/bin/env bash
# run.sh musl|asan: builds and runs the unit programs against that flavour's library.
set -euo pipefail
cd "$(dirname "$0")/../.."
flavour=$1
set_name=musl; [ "$flavour" = musl ] || set_name=glibc
prefix=$(cat build/.deps-$set_name)
out=build/$flavour/tests; mkdir -p "$out"
cc=("$prefix/bin/musl-gcc" -static -O1); [ "$flavour" = musl ] || cc=(gcc -g -fsanitize=address,undefined -fno-sanitize-recover=all)
read -ra libs < <(make -s libs)
passed=0 failed=0
for source in $(find tests/unit -name '*.c' | sort); do
	name=${source#tests/unit/} name=${name%.c}
	mkdir -p "$out/$(dirname "$name")"
	"${cc[@]}" -std=gnu17 -D_GNU_SOURCE -Wall -Wextra -Werror -Itests/unit -Iappliance -I. -Ibuild/gen -I"$prefix/include" -o "$out/$name" "$source" "build/$flavour/libminihall.a" -L"$prefix/lib" "${libs[@]}"
	scratch=$(mktemp -d)
	result=$(timeout 300 "$out/$name" "$scratch" 2>&1) || true
	rm -rf "$scratch"
	line=$(tail -n 1 <<<"$result")
	echo "$flavour $name: $line"
	if [[ $line =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
		passed=$((passed + BASH_REMATCH[1])); failed=$((failed + BASH_REMATCH[2]))
		grep '^not ok' <<<"$result" | sed -n 1,10p || true
	else
		failed=$((failed + 1)); tail -n 15 <<<"$result"
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
