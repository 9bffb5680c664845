# shellcheck shell=bash disable=SC2016,SC2154
# Failures of PostgreSQL and Redis in containers, with an engine of our own and
# the image that build/test/databases.sh makes.

command -v dockerd >/dev/null || return 0
image=$project/build/cache/images/databases.tar
[ -s "$image" ] || return 0
mount -t tmpfs tmpfs /run
mkdir -p "$RECORD_WORLD/scratch/databases"
dockerd --data-root "$RECORD_WORLD/scratch/databases" --exec-root /run/engine --pidfile /run/engine.pid --iptables=false --bridge=none \
  >"$RECORD_WORLD/dockerd.log" 2>&1 &
n=0
until docker version >/dev/null 2>&1 || [ $((n += 1)) -gt 300 ]; do sleep 0.2; done
docker import "$image" databases >/dev/null
acting_as root

version_is "$(docker run --rm --network none databases sh -c '/usr/lib/postgresql/*/bin/postgres --version'), in a container"
pg='docker run --rm --network none --user postgres -e POSTGRES_PASSWORD=x -v pg:/data databases serve-postgres'
# The first start makes the files that the others find.
docker run -d --name pg --network none --user postgres -e POSTGRES_PASSWORD=x -v pg:/data databases serve-postgres >/dev/null
n=0
until docker exec pg postgres-ready >/dev/null || [ $((n += 1)) -gt 100 ]; do sleep 0.2; done
record postgres-password-refused 'docker exec -e PGPASSWORD=wrong pg psql -h localhost -U postgres'
record postgres-database-missing 'docker exec -e PGPASSWORD=x pg psql -h localhost -U postgres shop'
record postgres-role-missing "docker exec pg sh -c \"echo 'local all all trust' >/data/pg/pg_hba.conf; kill -HUP 1; sleep 1; psql -h /tmp -U shop postgres\""
record postgres-relation-missing 'docker exec pg psql -h /tmp -U postgres -c "select * from orders"'
docker rm -f pg >/dev/null
docker run --rm --network none -v pg:/data databases sh -c 'echo 14 >/data/pg/PG_VERSION' >/dev/null
record postgres-version "$pg"
docker run --rm --network none -v pg:/data databases sh -c 'ls /usr/lib/postgresql >/data/pg/PG_VERSION; chmod 777 /data/pg' >/dev/null
record postgres-data-rights "$pg"
record postgres-as-root 'docker run --rm --network none -v pg:/data databases sh -c "exec /usr/lib/postgresql/*/bin/postgres -D /data/pg"'
record container-volume-owner 'mkdir -p /home/ada/data; chown root: /home/ada/data; chmod 755 /home/ada/data; docker run --rm --network none --user postgres -e POSTGRES_PASSWORD=x -v /home/ada/data:/data databases serve-postgres'
innocent postgres 'docker run --rm --network none --user postgres -e POSTGRES_PASSWORD=x databases sh -c "serve-postgres & sleep 4; kill \$!; wait"'

version_is "$(docker run --rm --network none databases redis-server --version | cut -d ' ' -f 1-3), in a container"
docker run -d --name redis --network none --user redis databases redis-server --requirepass x --dir /tmp --save '' >/dev/null
sleep 1
record redis-password-needed 'docker exec redis redis-cli get orders'
record redis-password-refused 'docker exec redis redis-cli -a wrong --no-auth-warning ping'
docker rm -f redis >/dev/null
docker run -d --name redis --network none --user redis databases redis-server --dir /tmp --save '1 1' >/dev/null
sleep 1
record redis-cannot-save 'docker exec redis sh -c "redis-cli config set rdbcompression no >/dev/null; mkdir /tmp/dump.rdb; redis-cli set a 1 >/dev/null; redis-cli bgsave >/dev/null; sleep 2; redis-cli set a 2"'
docker rm -f redis >/dev/null
record redis-data-version 'docker run --rm --network none --user redis databases sh -c "cd /data; printf REDIS0099xxxx >dump.rdb; exec redis-server --dir /data"'
record container-volume-owner/redis 'docker run --rm --network none --user redis -v /home/ada/data:/data databases redis-server --dir /data --appendonly yes'
record redis-config 'docker run --rm --network none --user redis databases redis-server --maxmemory lots'
innocent redis 'docker run --rm --network none --user redis databases sh -c "redis-server --dir /tmp & sleep 1; redis-cli set a 1; redis-cli shutdown; wait"'
kill "$(cat /run/engine.pid)"
while [ -e /run/engine.pid ]; do sleep 0.2; done
