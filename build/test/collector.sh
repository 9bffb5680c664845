#!/usr/bin/env bash
# Builds the OpenTelemetry collector that the tests send to from its own modules,
# into build/cache, unless it is there.
set -euo pipefail
cd "$(dirname "$0")/../.."
sources=build/test/collector
built=build/cache/collector/collector
[ ! -x $built ] || [ -n "$(find $sources -newer $built -print -quit)" ] || exit 0
mkdir -p "$(dirname $built)"
CGO_ENABLED=0 go build -C $sources -buildvcs=false -trimpath -ldflags '-s -w' -o "$PWD/$built" .
