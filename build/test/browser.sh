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
serve_browser demo
export CHROMIUM SHOTS=$shots FIRSTLIGHT_E2E_WORKSPACE=$FIRSTLIGHT_HOME/workspace
node frontend/e2e/journey.spec.mjs
