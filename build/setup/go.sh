# shellcheck shell=bash
# The Go toolchain. Where the machine's own is too old, it fetches the wanted
# one from the Go module proxy, which Go checks against its checksum database,
# into build/cache/go: nothing of the machine's own Go changes.

go_home=$PWD/build/cache/go

# go_wanted prints the oldest Go that go.mod allows.
go_wanted() { awk '$1 == "go" { print $2; exit }' go.mod; }

# go_version GO: the version of that very toolchain, without switching.
go_version() { (cd / && GOTOOLCHAIN=local version_of "$1" version); }

# go_find MINIMUM: prints the first go of the machine that reaches the minimum.
go_find() {
  local candidate
  for candidate in "$(command -v go)" /usr/local/go/bin/go /snap/bin/go "$go_home/bin/go" /usr/lib/go-*/bin/go; do
    if [ -x "$candidate" ] && at_least "$(go_version "$candidate")" "$1"; then
      say "$candidate"
      return
    fi
  done
  return 1
}

# go_check notes what is missing for the Go that go.mod wants.
go_check() {
  go_find "$(go_wanted)" >/dev/null && return
  local found
  found=$(version_of go version)
  missing+=("Go $(go_wanted), into build/cache/go (here: ${found:-none})")
  go_find 1.14 >/dev/null || packages+=(golang-go ca-certificates)
}

# go_install brings the wanted Go into build/cache/go.
go_install() {
  local old download=$go_home.download module dir
  old=$(go_find 1.14) || return
  remove_tree "$download"
  export GO111MODULE=on GOTOOLCHAIN=local GOFLAGS=-modcacherw GOMODCACHE=$download
  module=golang.org/toolchain@v0.0.1-go$(go_wanted).$("$old" env GOHOSTOS)-$("$old" env GOHOSTARCH)
  (cd / && "$old" mod download "$module")
  dir=$download/$module
  # A module carries no go.mod of its own below its root and no executable
  # bits; the toolchain needs both.
  mv "$dir/src/_go.mod" "$dir/src/go.mod"
  mv "$dir/src/cmd/_go.mod" "$dir/src/cmd/go.mod"
  chmod +x "$dir"/bin/* "$dir"/pkg/tool/*/*
  remove_tree "$go_home"
  mv "$dir" "$go_home"
  remove_tree "$download"
}
