#!/usr/bin/env bash
# step.sh TITLE NAME COMMAND...: one phase of a build, with the Go and Node
# that setup chose. After a failure the machine is looked at again next time.
set -euo pipefail
cd "$(dirname "$0")/../.."
. build/setup/say.sh
trap stop_phase EXIT
trap 'exit 130' INT TERM
title=$1 name=$2
shift 2
phase "$title" "build/cache/log/$name.log" build/setup/with.sh "$@" || {
  rm -f build/cache/ready-*
  exit 1
}
