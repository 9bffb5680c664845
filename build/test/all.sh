#!/usr/bin/env bash
# Installs what the tests need, runs every check and test, and closes with one
# line of totals. A phase that fails does not stop the ones after it.
#
# CI=true makes a phase fail, rather than be skipped, where a part is missing.
set -euo pipefail
cd "$(dirname "$0")/../.."
. build/setup/say.sh
. build/test/tally.sh
. build/test/engine.sh
. build/test/static.sh

[ "$(uname -s)" = Linux ] || give_up \
  'make test drives a window under X and Docker, and so needs Linux. Here, run:' \
  '  go test -race ./...' '  npm --prefix frontend test'

export CI=${CI:-}
scratch=$(mktemp -d "${TMPDIR:-/tmp}/firstlight-test.XXXXXX")
export TMPDIR=$scratch/tmp TALLY=$scratch/tally
export FAILED_PHASES=$scratch/phases FAILED_TESTS=$scratch/failures UNSTEADY_TESTS=$scratch/unsteady
mkdir -p "$TMPDIR"
# Some tests start programs as another user, who has to reach them.
chmod 755 "$scratch"
logs=build/cache/log/test
aside=

# leave stops what the tests started and removes what they wrote. Under sudo,
# what was built is handed to the person, who would else be unable to build.
leave() {
  stop_phase
  if [ -n "$aside" ]; then
    kill "$aside" 2>/dev/null || true
    wait "$aside" || true
  fi
  engine_stop || say "The tests' Docker engine could not be removed: $engine_folder"
  chmod -R u+w "$scratch" 2>/dev/null || true
  rm -rf "$scratch"
  [ "$(id -u)" != 0 ] || [ "${SUDO_UID:-0}" = 0 ] ||
    chown -R "$SUDO_UID:$SUDO_GID" build/cache build/bin frontend/node_modules frontend/dist 2>/dev/null || true
}
trap leave EXIT
trap 'exit 130' INT TERM

# humbly is what a command is started with that is to be no more than others are.
humbly=()

# check TITLE NAME LIMIT COMMAND...: one phase within a limit of seconds. A
# phase that counts its own tests appends to TALLY; any other counts as one.
check() {
  local title=$1 name=$2 limit=$3 code=0
  shift 3
  tally_begin
  phase "$title" "$logs/$name.log" timeout --kill-after=10 "$limit" "${humbly[@]}" build/setup/with.sh "$@" || code=$?
  tally_end "$code" "$title"
}

# beside COMMAND...: runs what has phases beside those that follow. What it says and
# counts is kept until "together".
beside() {
  : >"$scratch/tally.beside"
  set -m
  (
    trap stop_phase EXIT
    trap 'exit 130' INT TERM
    # Where it may, a Chromium puts itself ahead of everything else.
    local humble=(setpriv --bounding-set=-sys_nice)
    ! "${humble[@]}" true 2>/dev/null || humbly=("${humble[@]}")
    TALLY=$scratch/tally.beside "$@"
  ) >"$scratch/beside" 2>&1 </dev/null &
  set +m
  aside=$!
}

# together TITLE: waits for what runs beside, and says and counts it.
together() {
  local code=0
  tick_begin "$1"
  wait "$aside" || code=$?
  aside=
  tick_end
  cat "$scratch/beside"
  tally_begin
  cat "$scratch/tally.beside" >>"$TALLY"
  [ "$code" = 0 ] || tally_end "$code" "$1"
}

# interface is what looks at the interface alone, without a backend.
interface() {
  check 'Interface: looked at in every state' looks 1200 build/test/looks.sh
  check 'Interface: tests' vitest 900 build/test/vitest.sh
}

# demo is what goes through the demo, whose services only one can have at a time.
demo() {
  check 'Terminal: the whole demo' terminal 600 build/test/terminal.sh
  check 'Browser: each reader, by the keyboard alone' readers 600 build/test/readers.sh
  check 'Browser: the whole demo' browser 600 build/test/browser.sh
}

rm -rf "$logs"
build/setup/need.sh test
make --no-print-directory --silent build/cache/ready-build build/cache/frontend-packages
engine_start "$scratch/engine" "$logs/engine.log"

static_checks check
check 'Go: type-checks for macOS' macos 600 build/test/macos.sh
check 'Bindings: as generated' bindings 600 build/test/bindings.sh
check 'Build: both programs' build 900 make --no-print-directory build
check 'Interface: its weight before the first paint' bundle 60 node build/test/bundle.mjs
check 'Build: both programs for Windows' windows 900 build/test/windows.sh
check 'GitHub: its description of its API' openapi 300 build/test/openapi.sh
check 'Telemetry: a collector, built from its modules' collector 900 build/test/collector.sh
# The Go tests wait much of their time, for engines, servers and clocks.
beside interface
check 'Go: tests, with the race detector' go-test 1200 build/test/go.sh
together 'Interface: its tests and looks'
# A list of hundreds that is measured late lies a pixel elsewhere, so nothing runs beside.
check 'Interface: looks as it is kept in pictures' pictures 900 build/test/pictures.sh

beside demo
check 'Window: driven and photographed' window 240 dbus-run-session -- \
  xvfb-run --auto-servernum --server-args='-screen 0 1280x860x24' build/test/window.sh
check 'Window: as part of a desktop' desk 400 dbus-run-session -- \
  xvfb-run --auto-servernum --server-args='-screen 0 1280x860x24' build/test/desk.sh
together 'Terminal and browser: the demo'

tally_close
