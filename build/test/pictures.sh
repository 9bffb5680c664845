#!/usr/bin/env bash
# pictures.sh [keep]: holds how pages look against the pictures of them in
# frontend/e2e/pictures: see frontend/e2e/pictures.spec.mjs. With "keep" it keeps what
# it sees instead. Those of README.md and docs/ are held against what is seen as well,
# and are taken anew with "make screenshots".
set -euo pipefail
. build/setup/say.sh
. build/setup/system.sh
. build/test/tally.sh
CHROMIUM=$(find_browser) || lacking 'needs Chromium or Chrome 109 or newer, or CHROMIUM=/path/to/it'
command -v convert >/dev/null || lacking 'needs ImageMagick: apt-get install imagemagick'
has_font 'DejaVu Sans' || lacking 'needs the font DejaVu Sans: apt-get install fonts-dejavu-core'

ACTED=$PWD/build/cache/acted SEEN=$PWD/build/cache/shots KEEP=${1:-}
export ACTED SEEN KEEP CHROMIUM
make --no-print-directory build/cache/acted/index.html
rm -f "$SEEN"/*-{seen,kept,difference}.png
code=0
node frontend/e2e/pictures.spec.mjs || code=$?
if [ -z "$KEEP" ]; then
  PICTURES=docs/pictures HOLD=1 node frontend/e2e/screenshots.mjs || code=$?
fi
exit "$code"
