# shellcheck shell=bash
# The totals of a run. TALLY is a file of lines "passed failed skipped";
# FAILED_TESTS and UNSTEADY_TESTS name the tests that failed, and those that passed only
# when tried again.

failed_phases=()

# tally_begin notes where the phase's own lines will start.
tally_begin() {
  touch "$TALLY"
  tally_before=$(wc -l <"$TALLY")
}

# tally_end CODE TITLE: counts the phase itself, unless it counted its tests.
# One that fails although all its tests passed counts as a failure.
tally_end() {
  local counted failures
  counted=$(tail -n "+$((tally_before + 1))" "$TALLY" | awk '{ n += $1 + $2 + $3 } END { print n + 0 }')
  failures=$(tail -n "+$((tally_before + 1))" "$TALLY" | awk '{ n += $2 } END { print n + 0 }')
  case $1 in
    0) [ "$counted" -gt 0 ] || echo '1 0 0' >>"$TALLY" ;;
    77) echo '0 0 1' >>"$TALLY" ;;
    *)
      failed_phases+=("$2")
      [ "$failures" -gt 0 ] || echo '0 1 0' >>"$TALLY"
      ;;
  esac
}

# tally_close prints the totals; it fails when anything failed.
tally_close() {
  local title
  for title in "${failed_phases[@]}"; do
    say "failed: $title"
  done
  [ ! -s "$FAILED_TESTS" ] || sed 's/^/failed: /' "$FAILED_TESTS"
  [ ! -s "$UNSTEADY_TESTS" ] || sed 's/^/passed only when tried again: /' "$UNSTEADY_TESTS"
  awk '{ p += $1; f += $2; s += $3 } END { printf "%d passed, %d failed, %d skipped\n", p, f, s }' "$TALLY"
  [ ${#failed_phases[@]} = 0 ]
}

# lacking WHAT...: ends a phase that misses a real part, as a failure in CI.
lacking() {
  say "$*"
  [ "${CI:-}" = true ] && exit 1
  exit 77
}
