#!/usr/bin/env bash
# The whole demo through the terminal program, with nobody to ask.
set -euo pipefail
. build/setup/say.sh
. build/test/tally.sh
docker info >/dev/null 2>&1 || lacking 'needs a Docker engine: apt-get install docker.io'
. build/test/person.sh
trap remove_services EXIT

build/bin/firstlight run demo --yes
build/bin/firstlight status --json >"$HOME/status.json"
cat "$HOME/status.json"
node build/test/status.mjs "$HOME/status.json"
build/bin/firstlight doctor
test "$(git -C "$FIRSTLIGHT_HOME/workspace/harbour" rev-list --count --author=ada@example.com origin/rehearsal)" = 1
