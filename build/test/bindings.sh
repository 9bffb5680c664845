#!/usr/bin/env bash
# frontend/wailsjs is what app.App generates today.
set -euo pipefail
fresh=$(mktemp -d)
build/setup/bindings.sh "$fresh"
diff --recursive --unified frontend/wailsjs "$fresh" || {
  echo 'frontend/wailsjs differs from what app.App generates: run make bindings and commit it.'
  exit 1
}
