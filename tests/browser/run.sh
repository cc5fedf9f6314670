#!/usr/bin/env bash
# The browser story on Debian's Chromium.
set -euo pipefail
cd "$(dirname "$0")"
[ -d node_modules ] && [ node_modules -nt package-lock.json ] || npm ci --silent >/dev/null 2>&1 || npm ci
exec node spine.mjs
