# shellcheck shell=bash
# A person of the tests: a home of her own, whose login shell knows the same
# programs as this one, and a git that knows her. The caches of Go stay where
# they are, as her machine would have them.

GOCACHE=$(go env GOCACHE)
GOMODCACHE=$(go env GOMODCACHE)
HOME=$(mktemp -d)
export GOCACHE GOMODCACHE HOME FIRSTLIGHT_HOME=$HOME/firstlight GIT_CONFIG_GLOBAL=$HOME/.gitconfig
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME

printf 'export PATH=%q\n' "$PATH" >"$HOME/.profile"
git config --global user.name 'Ada Example'
git config --global user.email ada@example.com

# needs_engine ends the phase where no Docker engine answers, and where the
# demo of this machine's own person runs, whose services are hers.
needs_engine() {
  docker info >/dev/null 2>&1 || lacking 'needs a Docker engine: apt-get install docker.io'
  [ -z "$(harbour_containers)" ] || {
    echo 'The demo runs on this machine. Stop it first: docker rm --force harbour-harbour-1'
    exit 1
  }
}

# harbour_containers prints the IDs of the demo's containers.
harbour_containers() { docker ps --all --quiet --filter label=com.docker.compose.project=harbour; }

# remove_services ends what her journey started in Docker, and removes it.
remove_services() {
  local containers
  containers=$(harbour_containers)
  # shellcheck disable=SC2086 # several IDs
  [ -z "$containers" ] || docker rm --force $containers
  docker network rm harbour_default 2>/dev/null || true
  docker image rm harbour-harbour 2>/dev/null || true
}

# serve_browser starts the browser face, with the journey that is given or with none,
# until the phase ends, and sets FIRSTLIGHT_URL. Where something fails, it says what
# was printed.
serve_browser() {
  build/bin/firstlight serve "$@" --json >"$HOME/serve.json" 2>"$HOME/serve.log" </dev/null &
  server=$!
  trap stop_browser EXIT
  timeout 30 bash -c "until grep -q address '$HOME/serve.json'; do sleep 0.1; done"
  FIRSTLIGHT_URL=$(sed -n 's/.*"address": *"\([^"]*\)".*/\1/p' "$HOME/serve.json")
  export FIRSTLIGHT_URL
}

stop_browser() {
  local code=$?
  kill "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  [ $code = 0 ] || cat "$HOME/serve.json" "$HOME/serve.log"
  remove_services
}
