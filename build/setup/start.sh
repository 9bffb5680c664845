#!/usr/bin/env bash
# Opens the window on the built-in demo journey; on a machine with no display it starts the browser face.
set -euo pipefail
cd "$(dirname "$0")/../.."
. build/setup/system.sh
if has_display; then
  exec build/bin/firstlight-window demo
fi
echo 'This machine has no display, so Firstlight opens in a browser.'
exec build/bin/firstlight serve demo
