#!/usr/bin/env bash
# probe.sh ARCHITECTURE FILE: builds the program that reaches hosts from inside
# a container, and packs it into FILE, from where both programs carry it along.
set -euo pipefail
CGO_ENABLED=0 GOOS=linux GOARCH=$1 go build -buildvcs=false -trimpath -ldflags '-s -w' -o "$2.new" ./backend/network/probe
gzip -9n <"$2.new" >"$2"
rm "$2.new"
