# shellcheck shell=bash disable=SC2154
# The stage for the recordings: ada's home, her name, her machine's name and a
# network that reaches nothing but the world program.

recordings=$PWD/backend/failure/testdata
tools=${RECORD_TOOLS:-/usr/local/bin}

stage_build() {
  export HOME=$RECORD_WORLD/home
  mkdir -p "$HOME"
  hostname laptop
  ip link set lo up
  ip link add wire type veth peer name far-end
  ip link set far-end up
  ip address add 192.0.2.2/24 dev wire
  ip link set wire up
  mount -t tmpfs tmpfs "$RECORD_WORLD/scratch"
  local folder
  for folder in usr etc var root; do
    lay_over "$folder"
  done
  # Devices can be used, but neither made nor removed.
  mount --rbind /dev /dev
  mount -o remount,bind,ro /dev
  # Programs that were built for root's home look for their libraries there.
  chmod 755 /root
  local kept=$RECORD_WORLD/kept
  mkdir -p "$kept"
  # Tools that live in root's home are shown in ada's.
  local own
  for own in .pyenv .cargo .rustup; do
    if [ -d "/root/$own" ]; then
      mkdir -p "$kept/$own"
      mount --bind "/root/$own" "$kept/$own"
    fi
  done
  mount -t tmpfs -o mode=755 tmpfs /home
  mkdir -p /home/ada
  for own in "$kept"/.[a-z]*; do
    [ -d "$own" ] || continue
    mkdir -p "/home/ada/${own##*/}"
    mount --move "$own" "/home/ada/${own##*/}"
  done
  sed -i '/:1000:/d; $ a ada:x:1000:1000:Ada Byron:/home/ada:/bin/bash' /etc/passwd
  sed -i '/:1000:/d; $ a ada:x:1000:' /etc/group
  printf '127.0.0.1 %s\n' localhost laptop github.com {git,expired,wrong,npm,go,pypi,maven,proxy}.acme.example >"$RECORD_WORLD/hosts"
  echo '192.0.2.2 registry.acme.example' >>"$RECORD_WORLD/hosts"
  echo 'nameserver 127.0.0.53' >"$RECORD_WORLD/resolv.conf"
  mount --bind "$RECORD_WORLD/hosts" /etc/hosts
  mount --bind "$RECORD_WORLD/resolv.conf" /etc/resolv.conf
  mkdir -p /home/ada/.world "$RECORD_WORLD/git"
  chown ada: /home/ada /home/ada/.world
  chmod 755 "$RECORD_WORLD" "$RECORD_WORLD/git"
  "$RECORD_WORLD/world" /home/ada/.world "$RECORD_WORLD/git" &
  until [ -e /home/ada/.world/ready ]; do sleep 0.1; done
  cd /home/ada || exit
}

# lay_over FOLDER: what is changed in a folder of the system is changed only here.
lay_over() {
  mkdir -p "$RECORD_WORLD/scratch/$1/upper" "$RECORD_WORLD/scratch/$1/work"
  mount -t overlay overlay "/$1" -o "lowerdir=/$1,upperdir=$RECORD_WORLD/scratch/$1/upper,workdir=$RECORD_WORLD/scratch/$1/work"
}

# The variables that every command gets, and no others.
plain=(HOME=/home/ada USER=ada LANG=C.UTF-8 TERM=dumb "SHELL=/bin/bash"
  "PATH=/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:$tools")

# with_env NAME=VALUE...: variables for the commands that follow.
with_env() { extra=("$@"); }
extra=()

# as USER COMMAND: the text in a shell, in the present folder.
as() {
  local user=$1
  shift
  local id=0
  [ "$user" = root ] || id=1000
  setpriv --reuid "$id" --regid "$id" --clear-groups env -i "${plain[@]}" "${extra[@]}" /bin/bash -c "$1"
}

# quietly COMMAND: as ada, to set the scene.
quietly() { as ada "$1" >/dev/null 2>&1 </dev/null || true; }

# version_is TEXT: of the tool whose recordings follow; it stands in their heads.
version_is() { version=$1; }
version=

# acting_as USER: runs the commands that follow; ada where it is not called.
acting_as() { actor=$1; }
actor=ada

# record ID[/NAME] COMMAND [USER]: writes what a command prints that fails in
# this way. The name tells recordings of one failure apart.
record() {
  local id=${1%/*} name=$group
  [ "$id" = "$1" ] || name=${1#*/}
  write "known/$id/$name" "$2" "${3:-$actor}"
}

# innocent NAME COMMAND [USER]: writes what a command prints that tells of no
# known failure.
innocent() { write "innocent/$1" "$2" "${3:-$actor}"; }

write() {
  local file=$recordings/$1.txt
  mkdir -p "${file%/*}"
  {
    printf 'command: %s\n' "${2//$'\n'/; }"
    printf 'with: %s, recorded by build/record\n' "$version"
    [ "${#extra[@]}" = 0 ] || printf "environment: %s\n" "${extra[*]}"
    printf -- '---\n'
    # The kernel is that of whoever records, and tells nothing.
    as "$3" "$2" 2>&1 </dev/null | head -c 32768 | sed "s/$(uname -r)/6.1.0/g" || true
  } >"$file"
  printf '%s: %s\n' "$1" "$(tail -n 1 "$file" | cut -c 1-150)"
}
