#!/usr/bin/env bash
# fetch.sh DIR: puts every tarball of the lock, sources and what carries patches, into DIR, by its SHA-256, through apt with a sources list of its own.
# The machine's sources, lists and caches are read for the mirror's address and otherwise left alone.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$1
mkdir -p "$out"
# name, version, source package, packaging revision, file name, SHA-256
files() { awk '/^#|^$|^apply /{ next } $1 == "patches" { print $2, "patches", source[$2], $3, $4, $5; next } { source[$1] = $3; print }' "$here/lock"; }
missing() { files | while read -r name version source prefix tarball sha; do
	[ -f "$out/$tarball" ] && echo "$sha  $out/$tarball" | sha256sum -c --status && continue
	echo "$name $version $source $prefix $tarball $sha"
done; }
todo=$(missing)
[ -n "$todo" ] || exit 0

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
mirror=$(apt-get indextargets --format '$(REPO_URI)' | grep -E '/debian/?$' | sed -n 1p)
[ -n "$mirror" ] || mirror=$(grep -rhoE 'https?://[^ ]+/debian/?' /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null | sed -n 1p)
[ -n "$mirror" ] || { echo "deps: no Debian mirror in this machine's apt configuration" >&2; exit 1; }
for suite in bookworm trixie forky sid; do
	echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main"
done >"$work/sources.list"
apt=(-o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=/dev/null -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache"
	-o APT::Sandbox::User=root
	-o Acquire::Check-Valid-Until=false) # a mirror may be days behind; what is taken is pinned by its SHA-256
echo "deps: reading the source lists"
apt-get "${apt[@]}" -qq update

echo "$todo" | while read -r name version source prefix tarball sha; do
	got=
	for revision in $(apt-cache "${apt[@]}" showsrc "$source" 2>/dev/null | sed -n 's/^Version: //p' | sort -u | grep -F "$prefix"); do
		uri=$(apt-get "${apt[@]}" source --only-source --print-uris "$source=$revision" 2>/dev/null | awk -v f="$tarball" '$2 == f { gsub("\047", "", $1); print $1 }')
		[ -n "$uri" ] || continue
		rm -f "$work/file"
		/usr/lib/apt/apt-helper "${apt[@]}" -qq download-file "$uri" "$work/file" "SHA256:$sha" >/dev/null || continue
		mv "$work/file" "$out/$tarball.part" && mv "$out/$tarball.part" "$out/$tarball"
		got=$revision
		break
	done
	[ -n "$got" ] || { echo "deps: no revision of $source carries $tarball with SHA-256 $sha" >&2; exit 1; }
	echo "deps: fetched $name $version ($(stat -c %s "$out/$tarball") bytes)"
done
[ -z "$(missing)" ] || { echo "deps: some sources are still missing" >&2; exit 1; }
