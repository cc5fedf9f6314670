#!/usr/bin/env bash
# run.sh [NAME…]: the browser stories, all or those named, after what they need is there.
set -euo pipefail
cd "$(dirname "$0")"
./install.sh
exec node all.mjs "$@"
