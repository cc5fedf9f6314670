#!/usr/bin/env bash
# Installs the tools of apt.txt (or of the file given) that are missing, by name, from the machine's own sources.
set -euo pipefail
list=${1:-$(dirname "$0")/apt.txt}
missing=()
while read -r name; do
	[ -n "$name" ] || continue
	# node may come from elsewhere and bring its npm along
	case $name in nodejs) command -v node >/dev/null && continue ;; npm) command -v npm >/dev/null && continue ;; chromium) command -v chromium >/dev/null && continue ;; esac
	[ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
done <"$list"
[ ${#missing[@]} -gt 0 ] || exit 0
as_root=()
[ "$(id -u)" = 0 ] || as_root=(sudo)
echo "tools: installing ${missing[*]}"
"${as_root[@]}" apt-get -qq update
# A package that brings a server is not to start it: the tests start their own.
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
	apt-get -qq install -y --no-install-recommends "${missing[@]}" >/dev/null
