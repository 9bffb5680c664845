# shellcheck shell=bash
# The static checks, which make lint and make test share.

# static_checks CHECK: hands each to CHECK as TITLE NAME LIMIT COMMAND...
static_checks() {
  "$1" 'Go: formatted' gofmt 60 build/test/gofmt.sh
  "$1" 'Go: vet' vet 900 go vet -tags webkit2_41 ./...
  "$1" 'Go: staticcheck' staticcheck 600 build/test/staticcheck.sh
  "$1" 'Scripts: ShellCheck' shellcheck 120 build/test/shellcheck.sh
  "$1" 'Interface: svelte-check' svelte-check 300 npm --prefix frontend run check
  "$1" 'Interface: linter' eslint 300 npm --prefix frontend run lint
}
