#!/usr/bin/env bash
# All Go tests with the race detector, counted. A few that fail are given a
# second try, alone: they work with real processes, clocks and networks, and a
# busy machine can make one late. What passed only then is named at the close.
set -euo pipefail
go build -o "$TMPDIR/tally" ./build/test/tally

# Much of what is tested waits, for engines, servers and clocks: one package more
# than there are processors keeps these at work.
packages=$(($(nproc) + 1))

# A program with the race detector lingers for a second at its end, in case what
# still runs in it has a race. Tests start such programs by the hundred, as git
# and ssh do to ask for a password, and would wait for most of their time.
export GORACE="atexit_sleep_ms=0 ${GORACE:-}"

# tested TOTALS FAILED_TESTS ARGUMENT...: go test with the arguments, counted.
tested() {
  local totals=$1 failures=$2
  shift 2
  # go vet has a phase of its own, which looks at more.
  go test -json -race -vet=off -timeout 10m -p "$packages" -tags webkit2_41 "$@" | "$TMPDIR/tally" "$totals" "$failures"
}

first=$TMPDIR/first totals=$TMPDIR/totals again=$TMPDIR/again
if tested "$totals" "$first" ./...; then
  cat "$totals" >>"$TALLY"
  exit 0
fi
# More than a few have one cause, and it is not the machine.
if [ -s "$first" ] && [ "$(wc -l <"$first")" -le 3 ]; then
  echo 'What failed is tried again, alone:'
  while read -r package test; do
    tested /dev/null "$again" -count=1 ${test:+-run "^$test\$"} "$package" </dev/null || true
  done <"$first"
fi
if [ -f "$again" ] && [ ! -s "$again" ]; then
  awk '{ print $1 + $2, 0, $3 }' "$totals" >>"$TALLY"
  cat "$first" >>"$UNSTEADY_TESTS"
  exit 0
fi
cat "$totals" >>"$TALLY"
cat "$first" >>"$FAILED_TESTS"
exit 1
