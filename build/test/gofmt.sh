#!/usr/bin/env bash
# Every Go file of the project is as gofmt writes it.
set -euo pipefail
unformatted=$(git ls-files -z --cached --others --exclude-standard '*.go' | xargs -0 gofmt -l)
[ -z "$unformatted" ] || {
  printf 'gofmt -w would change:\n%s\n' "$unformatted"
  exit 1
}
