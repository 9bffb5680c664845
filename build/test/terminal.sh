#!/usr/bin/env bash
# The whole demo through the terminal program, with nobody to ask.
set -euo pipefail
. build/setup/say.sh
. build/test/tally.sh
. build/test/person.sh
needs_engine
trap remove_services EXIT

if ldd build/bin/firstlight | grep -iE 'webkit|gtk'; then
  echo 'the terminal program must not need the libraries of the window'
  exit 1
fi
build/bin/firstlight version | grep --fixed-strings "firstlight $(cat build/cache/release)"
build/bin/firstlight run demo --yes
build/bin/firstlight status --json >"$HOME/status.json"
cat "$HOME/status.json"
node build/test/status.mjs "$HOME/status.json"
LANG=C.UTF-8 build/bin/firstlight doctor
test "$(git -C "$FIRSTLIGHT_HOME/workspace/harbour" rev-list --count --author=ada@example.com origin/rehearsal)" = 1
