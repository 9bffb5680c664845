#!/usr/bin/env bash
# Builds what has changed and opens Firstlight as the person who asked: under
# sudo only the installing is done as root, so that the window, its records
# and the built files are hers.
set -euo pipefail
cd "$(dirname "$0")/../.."
. build/setup/system.sh
# Nobody waits for a window that cannot be shown, nor for what it takes to build one.
if has_display; then purpose=build; else purpose=terminal; fi
if [ "$(id -u)" = 0 ] && [ "${SUDO_UID:-0}" != 0 ]; then
  mkdir -p build/cache build/bin
  build/setup/need.sh $purpose system
  chown -R "$SUDO_UID:$SUDO_GID" build/cache build/bin
  export XDG_RUNTIME_DIR=${XDG_RUNTIME_DIR:-/run/user/$SUDO_UID}
  exec sudo -H -u "#$SUDO_UID" --preserve-env=DISPLAY,XAUTHORITY,XDG_RUNTIME_DIR \
    make --no-print-directory run
fi
if [ $purpose = build ]; then
  make --no-print-directory build
else
  make --no-print-directory ready=build/cache/ready-terminal build/bin/firstlight
fi
exec build/setup/start.sh
