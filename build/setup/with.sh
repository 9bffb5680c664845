#!/usr/bin/env bash
# with.sh COMMAND...: runs it with the Go and Node that setup chose.
set -euo pipefail
chosen=$(dirname "$0")/../cache/path
[ ! -f "$chosen" ] || PATH=$(cat "$chosen"):$PATH
exec "$@"
