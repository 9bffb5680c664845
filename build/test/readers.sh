#!/usr/bin/env bash
# Each reader of Firstlight through the browser face, by the keyboard alone.
set -euo pipefail
. build/setup/say.sh
. build/setup/system.sh
. build/test/tally.sh
CHROMIUM=$(find_browser) || lacking 'needs Chromium or Chrome 109 or newer, or CHROMIUM=/path/to/it'
. build/test/person.sh
git config --global --unset user.name
git config --global --unset user.email

shots=$PWD/build/cache/shots crowd=$HOME/crowd
mkdir -p "$shots" "$crowd"
go run ./build/test/crowd "$crowd" 200
# shellcheck disable=SC2119 # none is opened: the person is to choose
serve_browser
export CHROMIUM SHOTS=$shots FIRSTLIGHT_E2E_CROWD=$crowd
node frontend/e2e/readers.spec.mjs
