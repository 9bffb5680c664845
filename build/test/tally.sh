# shellcheck shell=bash
# The totals of a run. TALLY is a file of lines "passed failed skipped"; FAILED_PHASES,
# FAILED_TESTS and UNSTEADY_TESTS are files that name the phases and the tests that
# failed, and the tests that passed only when tried again.

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
      printf '%s\n' "$2" >>"$FAILED_PHASES"
      [ "$failures" -gt 0 ] || echo '0 1 0' >>"$TALLY"
      ;;
  esac
}

# tally_close prints the totals; it fails when anything failed.
tally_close() {
  [ ! -s "$FAILED_PHASES" ] || sed 's/^/failed: /' "$FAILED_PHASES"
  [ ! -s "$FAILED_TESTS" ] || sed 's/^/failed: /' "$FAILED_TESTS"
  [ ! -s "$UNSTEADY_TESTS" ] || sed 's/^/passed only when tried again: /' "$UNSTEADY_TESTS"
  awk '{ p += $1; f += $2; s += $3 } END { printf "%d passed, %d failed, %d skipped\n", p, f, s }' "$TALLY"
  [ ! -s "$FAILED_PHASES" ]
}

# lacking WHAT...: ends a phase that misses a real part, as a failure in CI.
lacking() {
  say "$*"
  [ "${CI:-}" = true ] && exit 1
  exit 77
}
