#!/usr/bin/env bash
# The static checks alone, each as make test runs it.
set -euo pipefail
cd "$(dirname "$0")/../.."
. build/setup/say.sh
. build/test/static.sh
trap stop_phase EXIT
trap 'exit 130' INT TERM

failed=0
# lint TITLE NAME LIMIT COMMAND...: one check; the others run on where it fails.
# shellcheck disable=SC2317 # static_checks calls it
lint() {
  local title=$1 name=$2 limit=$3 code=0
  shift 3
  phase "$title" "build/cache/log/lint/$name.log" timeout "$limit" build/setup/with.sh "$@" || code=$?
  [ "$code" = 0 ] || [ "$code" = 77 ] || failed=1
}

static_checks lint
exit $failed
