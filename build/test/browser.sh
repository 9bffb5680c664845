#!/usr/bin/env bash
# The whole demo through the browser face, by a Chromium that is driven as a
# person would and looks for what shuts people out.
set -euo pipefail
. build/setup/say.sh
. build/setup/system.sh
. build/test/tally.sh
CHROMIUM=$(find_browser) || lacking 'needs Chromium or Chrome 109 or newer, or CHROMIUM=/path/to/it'
. build/test/person.sh
needs_engine

shots=$PWD/build/cache/shots
mkdir -p "$shots"
build/bin/firstlight serve demo --json >"$HOME/serve.json" 2>"$HOME/serve.log" </dev/null &
server=$!

# finish stops the server, and says what it printed where something failed.
finish() {
  local code=$?
  kill "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  [ $code = 0 ] || cat "$HOME/serve.json" "$HOME/serve.log"
  remove_services
}
trap finish EXIT

timeout 30 bash -c "until grep -q address '$HOME/serve.json'; do sleep 0.1; done"
FIRSTLIGHT_URL=$(sed -n 's/.*"address": *"\([^"]*\)".*/\1/p' "$HOME/serve.json")
export FIRSTLIGHT_URL CHROMIUM SHOTS=$shots FIRSTLIGHT_E2E_WORKSPACE=$FIRSTLIGHT_HOME/workspace
node frontend/e2e/journey.spec.mjs
