#!/usr/bin/env bash
# Removes everything that make built or fetched into this folder.
set -euo pipefail
cd "$(dirname "$0")/../.."
for folder in build/bin build/cache frontend/node_modules; do
  [ ! -e "$folder" ] || chmod -R u+w "$folder"
  rm -rf "$folder"
done
find assets/probe frontend/dist -mindepth 1 -not -name .gitkeep -delete
