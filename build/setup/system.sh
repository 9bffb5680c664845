# shellcheck shell=bash
# What Firstlight needs of the system, each checked by version, and how apt
# installs it. The lists that need.sh prints gather in missing and packages.

missing=()
packages=()

# want WHAT MINIMUM PACKAGES PROBE...: notes what is not there in the version.
want() {
  local what=$1 minimum=$2 names=$3 found
  shift 3
  found=$(version_of "$@")
  at_least "$found" "$minimum" && return
  lack "$what $minimum or newer (here: ${found:-none})" "$names"
}

# want_program PROGRAM PACKAGES: notes a program that tells no version, where
# it is not there.
want_program() { command -v "$1" >/dev/null || lack "$1" "$2"; }

# lack LINE PACKAGES: notes one thing that has to be installed.
lack() {
  missing+=("$1")
  local name
  for name in $2; do
    packages+=("$name")
  done
}

# system_for PURPOSE notes what this takes of the system.
system_for() {
  system_for_terminal
  [ "$1" = terminal ] || system_for_window
  [ "$1" != test ] || system_for_test
}

# system_for_terminal notes what building the terminal program takes.
system_for_terminal() {
  want git 2.30 git git --version
  want 'C compiler' 9 'gcc libc6-dev' gcc -dumpfullversion
}

# system_for_window notes what building and opening the window takes beyond that.
system_for_window() {
  want pkg-config 0.29 pkg-config pkg-config --version
  want 'GTK (development files)' 3.24 libgtk-3-dev pkg-config --modversion gtk+-3.0
  want 'WebKitGTK 4.1 (development files)' 2.36 libwebkit2gtk-4.1-dev pkg-config --modversion webkit2gtk-4.1
  want 'D-Bus' 1.12 dbus dbus-daemon --version
}

# system_for_test notes what the tests take beyond that.
system_for_test() {
  want 'Docker engine' 20.10 'docker.io iptables' docker_version
  want 'C compiler for Windows' 10 gcc-mingw-w64-x86-64 x86_64-w64-mingw32-gcc -dumpfullversion
  want ShellCheck 0.8 shellcheck shellcheck --version
  want Python 3.9 python3 python3 --version
  want_program pip3 python3-pip
  want zsh 5 zsh zsh --version
  want fish 3 fish fish --version
  want tcsh 6 tcsh tcsh --version
  want GnuPG 2.2 gnupg gpg --version
  want_program ssh-agent openssh-client
  [ -x /usr/sbin/sshd ] || lack 'OpenSSH server' openssh-server
  want_program gnome-keyring-daemon gnome-keyring
  want_program docker-registry docker-registry
  want_program ss iproute2
  want_program locale-gen locales
  want_program Xvfb xvfb
  want_program xdotool xdotool
  want xauth 1.1 xauth xauth -V
  want ImageMagick 6.9 imagemagick import -version
  want Tesseract 4 'tesseract-ocr tesseract-ocr-eng' tesseract --version
  has_font 'DejaVu Sans' || lack 'the font DejaVu Sans' 'fontconfig fonts-dejavu-core'
  want Chromium 109 "$(chromium_package)" browser_version
  tools_for_test
}

# tools_for_test notes tools of the catalogue, and what is taken for them, for
# the tests to ask.
tools_for_test() {
  local program package
  while read -r program package; do
    want_program "$program" "$package"
  done <<'END'
svn subversion
git-lfs git-lfs
ruby ruby
bundle ruby-bundler
php php-cli
lua lua5.4
cmake cmake
ninja ninja-build
protoc protobuf-compiler
ccache ccache
psql postgresql-client
mariadb mariadb-client
sqlite3 sqlite3
redis-cli redis-tools
nvim neovim
vim vim
nano nano
jq jq
yq yq
curl curl
wget wget
rsync rsync
tmux tmux
gpg gnupg
rg ripgrep
fdfind fd-find
fzf fzf
batcat bat
shfmt shfmt
direnv direnv
age age
gawk gawk
dot graphviz
bsdtar libarchive-tools
bmake bmake
busybox busybox-static
wget2 wget2
task taskwarrior
END
}

# docker_version prints the version of the engine that answers, or of the one
# that the tests would start.
docker_version() {
  docker version --format '{{.Server.Version}}' 2>/dev/null || dockerd --version
}

# chromium_package prints the package of Chromium. Ubuntu has it as a snap only,
# which neither installs nor runs in a container.
chromium_package() { grep -q '^ID=ubuntu' /etc/os-release || say chromium; }

# browser_version prints the version of the first Chromium of the machine.
browser_version() { "$(find_browser)" --version; }

# find_browser prints the program to test with: CHROMIUM, or the first found.
find_browser() {
  local name
  for name in "${CHROMIUM:-chromium}" chromium google-chrome google-chrome-stable; do
    command -v "$name" && return
  done
  return 1
}

# has_display: whether a window can be shown; only Linux runs without what shows one.
has_display() { [ "$(uname -s)" != Linux ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; }

# has_font FAMILY: whether the font is installed.
has_font() { fc-list ":family=$1" 2>/dev/null | grep -q .; }

# as_admin COMMAND...: runs it with the rights to install.
as_admin() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# ask_for_admin makes sure that as_admin works, or says what an administrator
# has to run instead.
ask_for_admin() {
  [ "$(id -u)" = 0 ] && return
  if command -v sudo >/dev/null && sudo -v; then return; fi
  give_up '' 'Installing takes an administrator, and sudo does not let you.' \
    'Ask one to run this, then run the same command again:' '' \
    "  apt-get update && apt-get install -y --no-install-recommends ${packages[*]}"
}

# confirm_system PURPOSE makes sure that what the build needs is there now, in the
# version needed.
confirm_system() {
  missing=() packages=()
  system_for_terminal
  [ "$1" = terminal ] || system_for_window
  [ ${#missing[@]} = 0 ] || give_up 'The packages of this system are too old for Firstlight. Still missing:' \
    "${missing[@]/#/  - }" 'Debian 12, Ubuntu 22.04 and newer ones have them.'
}

# apt_install installs every noted package.
apt_install() {
  export DEBIAN_FRONTEND=noninteractive
  # The tests start an sshd of their own; the system's is to stay off.
  [[ " ${packages[*]} " != *' openssh-server '* ]] || as_admin install -D /dev/null /etc/ssh/sshd_not_to_be_run
  as_admin apt-get -o DPkg::Lock::Timeout=300 update &&
    as_admin env DEBIAN_FRONTEND=noninteractive \
      apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${packages[@]}"
}
