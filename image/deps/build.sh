#!/usr/bin/env bash
# build.sh musl|glibc: fetches and builds the libraries of the lock as static archives and prints the directory they are in.
# musl is what the product is linked from; glibc is the same sources for the sanitised build, whose run-time needs glibc.
# The cache lies outside the checkout under a key made of the lock and these recipes: another lock is another directory. Each library is
# marked when done, so an interrupted build goes on where it stopped; a lock file keeps two builds apart.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
set_name=$1
key=$(cat "$here/lock" "$here/recipes.sh" | sha256sum | cut -c1-16)
root=${MINIHALL_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/minihall}/deps-$key
prefix=$root/$set_name
case ${2:-} in --where) echo "$prefix"; exit 0 ;; esac
[ -f "$prefix/.done" ] && exit 0
mkdir -p "$root/src" "$prefix/include" "$prefix/lib" "$prefix/.marks"
exec 9>"$root/$set_name.lock"
flock 9
[ -f "$prefix/.done" ] && exit 0

exec 8>"$root/src.lock"; flock 8; "$here/fetch.sh" "$root/src"; flock -u 8
jobs=$(nproc)
export SOURCE_DATE_EPOCH=1735689600 LC_ALL=C TZ=UTC
build=$root/build-$set_name
mkdir -p "$build"
. "$here/recipes.sh"

# mend NAME: the lock's patches of NAME onto its unpacked source; one that needs fuzz is none for this version.
mend() {
	local carrier patch
	carrier=$(awk -v n="$1" '$1 == "patches" && $2 == n { print $4 }' "$here/lock")
	[ -n "$carrier" ] || return 0
	mkdir -p "$build/$1.patches"
	tar -xf "$root/src/$carrier" -C "$build/$1.patches" debian/patches || return
	for patch in $(awk -v n="$1" '$1 == "apply" && $2 == n { print $3 }' "$here/lock"); do
		echo "$patch"
		patch --directory="$build/$1" --strip=1 --fuzz=0 --batch --forward <"$build/$1.patches/debian/patches/$patch" || return
	done
	rm -rf "$build/$1.patches"
}

began=$SECONDS
for name in ${MINIHALL_DEPS:-$(deps_of "$set_name")}; do
	[ -f "$prefix/.marks/$name" ] && continue
	read -r version tarball < <(awk -v n="$name" '$1 == n { print $2, $5 }' "$here/lock")
	printf 'deps: %s %s for %s …' "$name" "$version" "$set_name"
	start=$SECONDS
	rm -rf "${build:?}/$name"; mkdir -p "$build/$name"
	tar -xf "$root/src/$tarball" -C "$build/$name" --strip-components=1
	mend "$name" >"$build/$name.log" 2>&1 || { printf ' a patch does not apply\n'; tail -n 40 "$build/$name.log" >&2; exit 1; }
	# errexit is off inside a function under `if`, so the recipe runs in a shell of its own
	if ! ( set -e; cd "$build/$name"; "build_${name//-/_}" ) >"$build/$name.log" 2>&1; then
		printf ' failed\n'; tail -n 40 "$build/$name.log" >&2; exit 1
	fi
	touch "$prefix/.marks/$name"
	rm -rf "${build:?}/$name"
	printf ' %ds\n' $((SECONDS - start))
done
rm -rf "$build"
touch "$prefix/.done"
echo "deps: $set_name done in $((SECONDS - began))s"
