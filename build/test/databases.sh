#!/usr/bin/env bash
# databases.sh: writes build/cache/images/databases.tar, the root of a container
# with the PostgreSQL and Redis of this system's packages, unless it is there.
#
# Nothing is installed on this machine: the packages are fetched and unpacked.
set -euo pipefail
self=$(realpath "$0")
cd "$(dirname "$self")/../.."

image=build/cache/images/databases.tar
[ ! -s $image ] || [ ! $image -nt "$self" ] || exit 0
mkdir -p build/cache/images
work=$(mktemp -d "$PWD/build/cache/images/work.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/archives/partial"

# A machine that was given everything else already may know of no packages.
apt-cache show postgresql >"$work/known" 2>/dev/null || apt-get -qq update

# With an empty status all that the packages need is fetched, not only what this
# machine lacks.
apt-get -y -qq --no-install-recommends \
  -o Dir::State::status=/dev/null -o Dir::Cache::archives="$work/archives" \
  -o APT::Get::Download-Only=true -o APT::Sandbox::User=root -o Debug::NoLocking=1 \
  install postgresql redis-server dash coreutils

root=$work/root
mkdir -p "$root/usr"
for folder in bin sbin lib lib64; do
  mkdir -p "$root/usr/$folder"
  ln -s "usr/$folder" "$root/$folder"
done
for package in "$work"/archives/*.deb; do
  dpkg-deb --fsys-tarfile "$package" | tar -C "$root" --keep-directory-symlink --no-same-owner -x
done
ln -sf dash "$root/usr/bin/sh"
# Debian's own psql is a script for many versions at once.
psql=$(echo "$root"/usr/lib/postgresql/*/bin/psql)
ln -sf "${psql#"$root"}" "$root/usr/bin/psql"
rm -rf "$root"/usr/share/{doc,man,info,locale,i18n,perl,perl5,zoneinfo-icu} "$root"/usr/lib/systemd "$root"/usr/lib/*/perl*

mkdir -p "$root"/{proc,sys,dev,tmp,run,data,var/run/postgresql}
chmod 1777 "$root/tmp" "$root/run" "$root/data" "$root/var/run/postgresql"
cat >"$root/etc/passwd" <<'PEOPLE'
root:x:0:0:root:/root:/bin/sh
postgres:x:999:999:postgres:/data:/bin/sh
redis:x:998:998:redis:/data:/bin/sh
PEOPLE
printf 'root:x:0:\npostgres:x:999:\nredis:x:998:\n' >"$root/etc/group"

# What a database's own image does when it is started: PostgreSQL makes its files
# the first time, and only then serves.
cat >"$root/usr/bin/serve-postgres" <<'START'
#!/bin/sh
set -e
PATH=$(echo /usr/lib/postgresql/*/bin):$PATH
if [ ! -s /data/pg/PG_VERSION ]; then
  if [ -z "$POSTGRES_PASSWORD" ]; then
    echo 'Error: Database is uninitialized and superuser password is not specified.' >&2
    echo '       You must specify POSTGRES_PASSWORD to a non-empty value for the' >&2
    echo '       superuser.' >&2
    exit 1
  fi
  echo "$POSTGRES_PASSWORD" >/tmp/password
  initdb --pgdata /data/pg --username postgres --pwfile /tmp/password --auth-host scram-sha-256 --locale C.UTF-8 --no-sync
  rm /tmp/password
  printf 'local all all trust\nhost all all all scram-sha-256\n' >/data/pg/pg_hba.conf
fi
exec postgres -D /data/pg -c listen_addresses='*' -c unix_socket_directories=/tmp "$@"
START
# shellcheck disable=SC2016 # The folder is for the container to find.
printf '#!/bin/sh\nexec $(echo /usr/lib/postgresql/*/bin)/pg_isready --host /tmp "$@"\n' >"$root/usr/bin/postgres-ready"
chmod 755 "$root"/usr/bin/{serve-postgres,postgres-ready}

tar -C "$root" --numeric-owner --owner 0 --group 0 -cf "$work/databases.tar" .
mv "$work/databases.tar" $image
