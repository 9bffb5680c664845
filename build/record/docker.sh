# shellcheck shell=bash disable=SC2016,SC2154
# Failures of Docker and Compose, with an engine and a registry of our own.

command -v dockerd >/dev/null || return 0
version_is "docker $(docker version --format '{{.Client.Version}}' 2>/dev/null), engine $(dockerd --version | cut -d ' ' -f 3 | tr -d ,)"
mount -t tmpfs tmpfs /run
record docker-not-running 'docker ps'
record docker-not-running/run 'docker run --rm postgres:16'

# engine FOLDER FLAGS...: starts an engine with its data in the folder.
engine() {
  local folder=$1
  shift
  dockerd --data-root "$folder" --exec-root /run/engine --pidfile /run/engine.pid "$@" >"$RECORD_WORLD/dockerd.log" 2>&1 &
  local n=0
  until docker version >/dev/null 2>&1 || [ $((n += 1)) -gt 300 ]; do sleep 0.2; done
}

engine_end() {
  kill "$(cat /run/engine.pid)"
  while [ -e /run/engine.pid ]; do sleep 0.2; done
}

mkdir -p "$RECORD_WORLD/image/bin" "$RECORD_WORLD/image/etc"
cp /bin/busybox "$RECORD_WORLD/image/bin/"
for name in sh cp cat echo sleep sed head tail ls; do ln -s busybox "$RECORD_WORLD/image/bin/$name"; done
printf '\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\xb7\0\x01\0\0\0' >"$RECORD_WORLD/image/bin/arm"
chmod 755 "$RECORD_WORLD/image/bin/arm"
tar -C "$RECORD_WORLD/image" -c . >image.tar

mkdir -p "$RECORD_WORLD/scratch/small"
mount -t tmpfs -o size=1500k tmpfs "$RECORD_WORLD/scratch/small"
engine "$RECORD_WORLD/scratch/small" --iptables=false --bridge=none
record docker-disk-full "docker import /home/ada/image.tar tiny" root
engine_end

engine "$RECORD_WORLD/scratch/engine" --insecure-registry git.acme.example
record docker-no-right 'docker ps'
acting_as root
docker import image.tar tiny >/dev/null
innocent docker 'docker run --rm tiny echo hello; docker images; docker ps -a; docker network ls; docker system df; docker --help'
record docker-rate-limit 'docker pull git.acme.example/limited/postgres:16'
record docker-manifest-unknown 'docker pull git.acme.example/missing/postgres:99'
record docker-no-platform 'docker pull git.acme.example/arm/shop:1'
record docker-http-registry 'docker pull registry.acme.example:80/limited/shop:1'
record docker-certificate-unknown 'docker pull registry.acme.example/limited/shop:1'
record docker-registry-gone 'docker pull registry.corp.example/shop:1'
record docker-registry-gone/docker-refused 'docker pull registry.acme.example:5999/shop:1'
docker run -d --name db -p 5432:5432 tiny sleep 1000 >/dev/null
record docker-port-allocated 'docker run -d --name db2 -p 5432:5432 tiny sleep 1000'
record docker-port-allocated/program 'docker run -d --name db3 -p 3128:3128 tiny sleep 1000'
record docker-name-taken 'docker run -d --name db tiny sleep 1000'
record docker-exec-format 'docker run --rm tiny /bin/arm'
record docker-command-missing 'docker run --rm tiny psql'
record docker-network-overlap 'docker network create --subnet 172.17.0.0/16 shop'
record docker-network-pools 'for n in $(seq 40); do docker network create n$n >/dev/null || break; done; for n in $(seq 40); do docker network rm n$n >/dev/null 2>&1; done'
record docker-mount-kind 'touch /home/ada/file; docker run --rm -v /home/ada/file:/etc tiny echo hi'
record docker-no-buildx 'mkdir -p b; cd b; printf "FROM tiny\nCOPY missing.txt /\n" >Dockerfile; DOCKER_BUILDKIT=1 docker build .'
record docker-copy-missing 'cd b; DOCKER_BUILDKIT=0 docker build .'
record docker-no-compose 'docker compose up'
record docker-credential-helper 'mkdir -p c; printf "{\"credsStore\":\"desktop\"}" >c/config.json; DOCKER_CONFIG=c docker login --username ada --password x git.acme.example'
record docker-cgroup 'docker run --rm --cpu-rt-runtime=1 tiny echo hello'
record disk-full/container 'docker run --rm --tmpfs /data:size=64k tiny cp /bin/busybox /data/'

if [ -x "$tools/docker-compose" ]; then
  version_is "docker compose $("$tools/docker-compose" version --short), engine $(dockerd --version | cut -d ' ' -f 3 | tr -d ,)"
  compose() { mkdir -p "$1"; cat >"$1/compose.yaml"; }
  compose shop1 <<<'{services: {db: {image: tiny, command: sleep 1000, ports: ["5432:5432"]}}}'
  record docker-port-allocated/compose 'cd shop1; docker-compose up -d'
  compose shop2 <<<'{services: {db: {image: tiny, command: sleep 1000, env_file: .env.local}}}'
  record compose-env-file-missing 'cd shop2; docker-compose up -d'
  compose shop3 <<<'{services: {db: {image: tiny, command: sleep 1000, healthcheck: {test: ["CMD", "no"], interval: 100ms, retries: 1}}, app: {image: tiny, command: echo hello, depends_on: {db: {condition: service_healthy}}}}}'
  record compose-unhealthy 'cd shop3; docker-compose up -d; docker-compose down -t 0'
  mkdir -p c
  compose shop9 <<<'{services: {db: {image: git.acme.example/limited/shop:1}}}'
  record docker-rate-limit/compose 'cd shop9; docker-compose up -d'
  compose shop4 <<<'{services: {db: {image: tiny, networks: [shared]}}, networks: {shared: {external: true}}}'
  record compose-network-missing 'cd shop4; docker-compose up -d'
  compose shop5 <<<'{services: {db: {image: tiny, command: sh -c "a=x; while true; do a=$$a$$a; done", mem_limit: 16m, memswap_limit: 16m}}}'
  record docker-killed-memory 'cd shop5; docker-compose up --abort-on-container-exit'
  compose shop6 <<<'{services: {db: {imgae: tiny}}}'
  record compose-file-invalid 'cd shop6; docker-compose up -d'
  record compose-file-missing 'mkdir -p shop7; cd shop7; docker-compose up -d'
  compose shop8 <<<'{services: {db: {image: tiny, command: echo hello}}}'
  innocent compose 'cd shop8; docker-compose up; docker-compose ps -a; docker-compose config; docker-compose down; docker-compose --help'
fi
acting_as ada
engine_end
