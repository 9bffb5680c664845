#!/usr/bin/env bash
# Everything but the window type-checks for macOS; the window needs the Mac's
# own C compiler and frameworks.
set -euo pipefail
export GOOS=darwin GOARCH=arm64 CGO_ENABLED=0
go list ./... | grep -vxE 'firstlight|firstlight/app/window' | xargs go vet
