#!/usr/bin/env bash
# Both programs build for Windows, with the flags of `wails build` there.
set -euo pipefail
command -v x86_64-w64-mingw32-gcc >/dev/null || {
  . build/setup/say.sh
  . build/test/tally.sh
  lacking 'needs the C compiler for Windows: apt-get install gcc-mingw-w64-x86-64'
}
export GOOS=windows GOARCH=amd64 CGO_ENABLED=1 CC=x86_64-w64-mingw32-gcc
out=$(mktemp -d)
go build -buildvcs=false -tags desktop,production -ldflags '-s -w -H windowsgui' -o "$out/firstlight-window.exe" .
go build -buildvcs=false -ldflags '-s -w' -o "$out/firstlight.exe" ./app/cli
ls -l "$out"
