#!/usr/bin/env bash
# bindings.sh FOLDER: generates the interface's view of app.App into FOLDER, as
# `wails generate module` does: Wails, built with the tag bindings, writes it
# when the program is started.
set -euo pipefail
cd "$(dirname "$0")/../.."
mkdir -p "$1"
folder=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go build -buildvcs=false -tags bindings,webkit2_41 -o "$work/program" .
cp wails.json "$work"
(cd "$work" && tsoutputtype=classes ./program)
rm -rf "${folder:?}/go" "${folder:?}/runtime"
cp -R "$work/frontend/wailsjs/." "$folder"
