# shellcheck shell=bash
# Versions, as programs print them.

# version_of COMMAND...: the first version in what the command prints, or
# nothing when there is no such command or it fails.
version_of() {
  local printed
  printed=$("$@" 2>/dev/null </dev/null) || return 0
  grep -oE '[0-9]+(\.[0-9]+)*' <<<"$printed" | head -n 1 || true
}

# at_least VERSION MINIMUM: whether a version is given and reaches the minimum.
at_least() {
  [ -n "$1" ] && [ "$(printf '%s\n' "$1" "$2" | sort -V | head -n 1)" = "$2" ]
}
