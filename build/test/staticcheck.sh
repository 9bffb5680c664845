#!/usr/bin/env bash
# Staticcheck over everything, in a version of its own that is built once.
set -euo pipefail
version=v0.8.2
program=build/cache/bin/staticcheck-$version
if [ ! -x "$program" ]; then
  GOBIN=$PWD/build/cache/bin go install "honnef.co/go/tools/cmd/staticcheck@$version"
  mv build/cache/bin/staticcheck "$program"
fi
"$program" -tags webkit2_41 ./...
