#!/usr/bin/env bash
# record.sh GROUP...: makes failures happen and writes what the tools print to
# backend/failure/testdata, each with a head that says how it came about.
#
# It needs root and Linux: the tools run as "ada" on a machine "laptop", in
# mounts and a network of their own, so that nothing of this machine is changed
# or told. A tool that is not here is left out, and its recordings stay.
set -euo pipefail
self=$(realpath "$0")
cd "$(dirname "$self")/../.."
[ "$(id -u)" = 0 ] || { echo 'record.sh needs root' >&2; exit 1; }

if [ -z "${RECORD_INSIDE:-}" ]; then
  RECORD_WORLD=$(mktemp -d)
  trap 'rm -rf "$RECORD_WORLD"' EXIT
  export RECORD_WORLD RECORD_INSIDE=1
  mkdir "$RECORD_WORLD/scratch"
  CGO_ENABLED=0 go build -o "$RECORD_WORLD/world" ./build/record/world
  unshare --mount --uts --net --pid --fork --mount-proc --kill-child --propagation private "$self" "$@"
  exit
fi

project=$PWD
. build/record/stage.sh
stage_build
for group; do
  # shellcheck source=/dev/null
  . "$project/build/record/$group.sh"
done
