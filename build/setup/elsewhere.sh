# shellcheck shell=bash
# Machines where setup does not install by itself: what to do by hand there.

# can_install: whether this machine's packages are ones that setup knows.
can_install() {
  [ "$(uname -s)" = Linux ] && command -v apt-get >/dev/null
}

# explain_by_hand PURPOSE says what to install and ends.
explain_by_hand() {
  say '' 'This setup installs with apt-get (Debian, Ubuntu) only. Here, install by hand:' ''
  case $(uname -s) in
    Darwin)
      say '  xcode-select --install'
      say "  brew install git node go     # go $(go_wanted) or newer"
      ;;
    MINGW* | MSYS* | CYGWIN*)
      say "  winget install Git.Git OpenJS.NodeJS.LTS GoLang.Go BrechtSanders.WinLibs.POSIX.UCRT"
      say "  (Go $(go_wanted) or newer; WinLibs is the C compiler for SQLite; then open a new shell)"
      ;;
    *)
      by_hand_on_linux "$1"
      ;;
  esac
  give_up '' 'Then run the same command again.'
}

# by_hand_on_linux PURPOSE names the packages as other distributions call them. The
# terminal program takes none of those that the window is made of.
by_hand_on_linux() {
  local window=''
  [ "$1" = terminal ] || window=yes
  say "  Go $(go_wanted) or newer from https://go.dev/dl, Node 22.12 or newer, and"
  if command -v dnf >/dev/null; then
    say "  sudo dnf install git gcc${window:+ pkgconf-pkg-config gtk3-devel webkit2gtk4.1-devel dbus-daemon}"
  elif command -v pacman >/dev/null; then
    say "  sudo pacman -S --needed git base-devel${window:+ gtk3 webkit2gtk-4.1 dbus}"
  elif command -v zypper >/dev/null; then
    say "  sudo zypper install git gcc${window:+ pkgconf-pkg-config gtk3-devel webkit2gtk3-devel dbus-1}"
  elif [ -z "$window" ]; then
    say '  git and a C compiler.'
  else
    say '  git, a C compiler, pkg-config, D-Bus, and the development files of GTK 3.24 and'
    say '  WebKitGTK with the API version 4.1 (pkg-config finds gtk+-3.0 and webkit2gtk-4.1).'
  fi
}
