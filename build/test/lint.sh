#!/usr/bin/env bash
# The static checks alone, each as make test runs it.
set -euo pipefail
cd "$(dirname "$0")/../.."
. build/setup/say.sh
trap stop_phase EXIT
trap 'exit 130' INT TERM

failed=0
# lint TITLE NAME COMMAND...: one check; the others run on where it fails.
lint() {
  local title=$1 name=$2
  shift 2
  phase "$title" "build/cache/log/lint/$name.log" build/setup/with.sh "$@" || failed=1
}

lint 'Go: formatted' gofmt build/test/gofmt.sh
lint 'Go: vet' vet go vet -tags webkit2_41 ./...
lint 'Go: staticcheck' staticcheck build/test/staticcheck.sh
lint 'Interface: svelte-check' svelte-check npm --prefix frontend run check
lint 'Interface: linter' eslint npm --prefix frontend run lint
exit $failed
