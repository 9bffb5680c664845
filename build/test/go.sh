#!/usr/bin/env bash
# All Go tests with the race detector, counted.
set -euo pipefail
go build -o "$TMPDIR/tally" ./build/test/tally
go test -json -race -timeout 10m -tags webkit2_41 ./... | "$TMPDIR/tally" "$TALLY"
