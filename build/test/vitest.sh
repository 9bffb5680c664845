#!/usr/bin/env bash
# The interface's own tests, counted.
set -euo pipefail
report=$(mktemp)
code=0
(cd frontend && NO_COLOR=1 npx vitest run --reporter=default --reporter=json --outputFile.json="$report") || code=$?
node -e '
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
  console.log(passed, failed, skipped);
' "$report" >>"$TALLY"
exit $code
