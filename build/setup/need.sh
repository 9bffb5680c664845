#!/usr/bin/env bash
# need.sh terminal|build|test [system]: says what this machine lacks to build the
# terminal program of Firstlight, or the window too, or to test it as well, and
# installs that. What is there in the version needed is left as it is. With
# "system" it stops short of what goes into build/cache.
set -euo pipefail
cd "$(dirname "$0")/../.."
. build/setup/say.sh
trap stop_phase EXIT
trap 'exit 130' INT TERM
. build/setup/version.sh
. build/setup/system.sh
. build/setup/go.sh
. build/setup/node.sh
. build/setup/elsewhere.sh

log=build/cache/log

# remove_tree FOLDER: removes it, also where Go left files read-only.
remove_tree() {
  [ -e "$1" ] || return 0
  chmod -R u+w "$1" && rm -rf "$1"
}

# list_missing prints what will be installed, and how.
list_missing() {
  say 'Firstlight needs, and this machine lacks:'
  printf '  - %s\n' "${missing[@]}"
  [ ${#packages[@]} = 0 ] || say "Installing with apt-get: ${packages[*]}"
}

# choose_toolchain writes the folders of the Go and Node to use to
# build/cache/path, where with.sh reads them.
choose_toolchain() {
  say "$(dirname "$(go_find "$(go_wanted)")"):$(node_find)" >build/cache/path
}

purpose=${1:-}
case $purpose in
  terminal | build | test) ;;
  *) give_up 'usage: build/setup/need.sh terminal|build|test [system]' ;;
esac
mkdir -p build/cache build/bin

system_for "$purpose"
go_check
node_check

if [ ${#missing[@]} -gt 0 ]; then
  list_missing
  can_install || explain_by_hand "$purpose"
fi
if [ ${#packages[@]} -gt 0 ]; then
  ask_for_admin
  phase 'Installing system packages' $log/apt.log apt_install
  confirm_system "$purpose"
fi
[ "${2:-}" != system ] || exit 0
go_find "$(go_wanted)" >/dev/null || phase "Fetching Go $(go_wanted)" $log/go.log go_install
node_find >/dev/null || phase "Fetching Node $(node_pinned)" $log/node.log node_install
choose_toolchain
touch "build/cache/ready-$purpose"
