#!/usr/bin/env bash
# Every page in every state that it has, acted, in a Chromium: see
# frontend/e2e/looks.spec.mjs. ONLY=name looks at those whose name begins so, and
# SHOTS=folder keeps a picture of each.
set -euo pipefail
. build/setup/say.sh
. build/setup/system.sh
. build/test/tally.sh
CHROMIUM=$(find_browser) || lacking 'needs Chromium or Chrome 109 or newer, or CHROMIUM=/path/to/it'

ACTED=$PWD/build/cache/acted
export ACTED CHROMIUM
make --no-print-directory build/cache/acted/index.html
node frontend/e2e/looks.spec.mjs
