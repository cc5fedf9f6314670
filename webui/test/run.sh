#!/usr/bin/env bash
# Type check, unit tests and byte budgets of the pages; ends with `N passed, N failed`.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
passed=0 failed=0
check() { if [ "$2" = 0 ]; then passed=$((passed + 1)); echo "ok $1"; else failed=$((failed + 1)); echo "not ok $1"; fi; }
npx vue-tsc --noEmit && npx tsc -p scripts --noEmit; check "types" $?
npx vitest run --reporter=json --outputFile=../build/vitest.json >/dev/null 2>../build/vitest.err
read -r p f < <(node -e 'const r = JSON.parse(require("fs").readFileSync("../build/vitest.json")); for (const t of r.testResults) for (const a of t.assertionResults) if (a.status !== "passed") console.error("not ok " + a.fullName + ": " + (a.failureMessages[0] || "").split("\n")[0]); console.log(r.numPassedTests, r.numTotalTests - r.numPassedTests)' || echo 0 1)
passed=$((passed + p)) failed=$((failed + f))
node scripts/budget.mjs; check "budgets" $?
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
