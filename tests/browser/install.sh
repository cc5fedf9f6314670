#!/usr/bin/env bash
# What the browser stories need of the registry, as the lock file says; once.
set -euo pipefail
cd "$(dirname "$0")"
[ ! node_modules -nt package-lock.json ] || exit 0
npm ci --silent >/dev/null 2>&1 || npm ci
