# shellcheck shell=bash
# How the scripts talk: a line for each phase with the time that it took. What
# a phase itself prints goes to a file, and is shown when the phase fails.

say() { printf '%s\n' "$*"; }

# give_up MESSAGE...: says why nothing more can be done, a line an argument.
give_up() {
  printf '%s\n' "$@" >&2
  exit 1
}

running=

# phase TITLE LOG COMMAND...: runs the command with its output in LOG. It has a
# process group of its own, which stop_phase ends.
phase() {
  local title=$1 log=$2 began=$SECONDS code=0
  shift 2
  mkdir -p "$(dirname "$log")"
  tick_begin "$title"
  [ -t 1 ] || printf '%s … ' "$title"
  set -m
  "$@" >"$log" 2>&1 </dev/null &
  set +m
  running=$!
  wait "$running" || code=$?
  running=
  tick_end
  [ ! -t 1 ] || printf '%s … ' "$title"
  outcome "$code" $((SECONDS - began)) "$log"
  return "$code"
}

# stop_phase ends the phase that runs, when the script itself is told to end.
stop_phase() {
  [ -z "$running" ] || kill -- "-$running" 2>/dev/null || true
}

ticker=

# tick_begin TITLE: on a terminal, keeps a line alive until tick_end.
tick_begin() {
  [ -t 1 ] || return 0
  tick "$1" &
  ticker=$!
}

# tick_end clears the line that is kept alive, where one is.
tick_end() {
  [ -n "$ticker" ] || return 0
  kill "$ticker" 2>/dev/null || true
  wait "$ticker" 2>/dev/null || true
  ticker=
  printf '\r\033[K'
}

# tick TITLE: says how long it has been, every second.
tick() {
  local began=$SECONDS
  while true; do
    printf '\r%s … %d s' "$1" $((SECONDS - began))
    sleep 1
  done
}

# outcome CODE SECONDS LOG: ends the line of a phase.
outcome() {
  case $1 in
    0) say "done, $2 s" ;;
    77) say "skipped: $(tail -n 1 "$3")" ;;
    *)
      say "FAILED after $2 s"
      tail -n 60 "$3" | sed 's/^/    /'
      say "    The whole output: $3"
      ;;
  esac
}
