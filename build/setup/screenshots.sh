#!/usr/bin/env bash
# Takes the pictures of README.md and docs/ anew, into docs/pictures. One that looks as
# it did stays the same file.
set -euo pipefail
. build/setup/say.sh
. build/setup/system.sh
CHROMIUM=$(find_browser) || give_up 'This needs Chromium or Chrome 109 or newer, or CHROMIUM=/path/to/it'
command -v convert >/dev/null || give_up 'This needs ImageMagick: apt-get install imagemagick'
ACTED=$PWD/build/cache/acted
PICTURES=$PWD/docs/pictures
export ACTED PICTURES CHROMIUM
node frontend/e2e/screenshots.mjs
