#!/usr/bin/env bash
# build.sh OPENAPI_JSON OUT.c: types from the interface, spoken clips, pages, three encodings, one C file.
set -euo pipefail
openapi=$(readlink -f "$1"); out=$(readlink -m "$2")
cd "$(dirname "$0")/.."
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
	echo "webui: installing packages"
	npm ci --silent >/dev/null 2>&1 || npm ci
	touch node_modules/.package-lock.json
fi
node scripts/types.mjs "$openapi"
scripts/voice.sh
echo "webui: building pages"
npx vite build --logLevel warn
node scripts/embed.mjs dist "$out"
