# shellcheck shell=bash
# A Docker engine for the tests: the one that answers, or one of our own that
# keeps its images in a scratch folder and ends with the tests.

engine_folder=

# engine_answers: whether there is an engine that this person may use.
engine_answers() { docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }

# engine_start FOLDER LOG: makes sure that an engine answers, where it can.
engine_start() {
  if engine_answers; then
    say "Docker: the engine of this machine, $(docker version --format '{{.Server.Version}}')"
    return
  fi
  command -v dockerd >/dev/null || return 0
  # A second engine would take the socket of the first one away.
  if as_root docker version >/dev/null 2>&1; then
    say "Docker: the engine of this machine does not let you in. Let it with:" \
      "sudo usermod --append --groups docker $(id -un), and log in again"
    return
  fi
  engine_folder=$1
  phase 'Docker: starting an engine for the tests' "$2" engine_launch "$1" || true
}

# engine_launch FOLDER: starts dockerd with everything it writes in the folder.
engine_launch() {
  mkdir -p "$1"
  local log=$1/dockerd.log
  as_root dockerd --data-root "$1/data" --exec-root "$1/exec" --pidfile "$1/pid" \
    --log-level warn --group "$(id -gn)" >"$log" 2>&1 &
  local deadline=$((SECONDS + 60))
  until engine_answers; do
    if [ $SECONDS -ge $deadline ] || ! kill -0 $! 2>/dev/null; then
      cat "$log"
      return 1
    fi
    sleep 0.2
  done
  docker info
}

# engine_stop ends the engine that engine_launch started, and removes its data.
engine_stop() {
  [ -n "$engine_folder" ] || return 0
  if [ -f "$engine_folder/pid" ]; then
    as_root kill "$(cat "$engine_folder/pid")"
    local deadline=$((SECONDS + 30))
    while [ -f "$engine_folder/pid" ] && [ $SECONDS -lt $deadline ]; do sleep 0.2; done
  fi
  # The engine mounts its data onto itself where / is not shared, and leaves
  # that mount where / is a folder of a larger file system.
  ! mountpoint --quiet "$engine_folder/data" || as_root umount "$engine_folder/data"
  as_root rm -rf "$engine_folder"
}

# as_root COMMAND...: runs it as root; sudo has been asked for at the start.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}
