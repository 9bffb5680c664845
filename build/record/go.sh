# shellcheck shell=bash disable=SC2016,SC2154
# Failures of the go command.

version_is "$(go version | cut -d ' ' -f 3)"
# As root, so that the standard library is compiled already.
acting_as root
cache=GOCACHE=/root/.cache/go-build
with_env $cache GOTOOLCHAIN=local CGO_ENABLED=0

# module NAME LINES: a folder with a go.mod of these lines and a main.go.
module() { quietly "mkdir -p $1; cd $1; printf 'module acme.example/$1\n\n$2\n' >go.mod; printf '$3' >main.go"; }

empty='package main\nfunc main() {}\n'
private='package main\nimport _ \"git.acme.example/lib\"\nfunc main() {}\n'
module hello 'go 1.21' "$empty"
innocent go-work 'cd hello; go build ./...; go vet ./...; go test -v ./...; go env; go help; go list std | head -50'
module private 'go 1.21\nrequire git.acme.example/lib v1.0.0' "$private"
record dns-unresolved/go 'cd private; go mod download'
with_env $cache GOTOOLCHAIN=local GOPROXY=https://go.acme.example SSL_CERT_FILE=/home/ada/.world/ca.pem
record go-module-not-found 'cd private; go mod download'
with_env $cache GOTOOLCHAIN=local GOPROXY=https://go.acme.example/403 SSL_CERT_FILE=/home/ada/.world/ca.pem
record go-proxy-forbidden 'cd private; go mod download'
with_env $cache GOTOOLCHAIN=local GOPROXY=https://go.acme.example
record tls-certificate-unknown/go 'cd private; go mod download'
with_env $cache GOTOOLCHAIN=local GOPROXY=direct GONOSUMDB=github.com/acme GIT_SSL_CAINFO=/home/ada/.world/ca.pem SSL_CERT_FILE=/home/ada/.world/ca.pem
module secret 'go 1.21\nrequire github.com/acme/lib v1.0.0' "$empty"
record go-module-private 'cd secret; go mod download'
with_env $cache GOTOOLCHAIN=local GOPROXY=off
record go-proxy-off 'cd private; go mod download'
record go-version 'mkdir -p newer; cd newer; printf "module newer\n\ngo 1.99\n" >go.mod; go build ./...'
with_env $cache GOTOOLCHAIN=auto GOPROXY=file:///home/ada/goproxy GONOSUMDB='*' GOFLAGS=-modcacherw
quietly 'mkdir -p goproxy'
record go-toolchain-missing 'cd newer; go build ./...'
quietly 'mkdir -p goproxy/git.acme.example/lib/@v; cd goproxy/git.acme.example/lib/@v; echo v1.0.0 >list; echo "{\"Version\":\"v1.0.0\"}" >v1.0.0.info; echo "module git.acme.example/lib" >v1.0.0.mod
  python3 -c "
import zipfile
z = zipfile.ZipFile(\"v1.0.0.zip\", \"w\")
z.writestr(\"git.acme.example/lib@v1.0.0/go.mod\", \"module git.acme.example/lib\n\")
z.writestr(\"git.acme.example/lib@v1.0.0/lib.go\", \"package lib\n\")"'
record go-sum-missing 'cd private; go build ./...'
record go-sum-mismatch 'cd private; printf "git.acme.example/lib v1.0.0 h1:%s\ngit.acme.example/lib v1.0.0/go.mod h1:%s\n" $(printf x | openssl dgst -sha256 -binary | base64) $(printf "y" | openssl dgst -sha256 -binary | base64) >go.sum; go build ./...'
record go-package-not-required 'cd hello; printf "package main\nimport _ \"git.acme.example/lib\"\nfunc main() {}\n" >main.go; go build ./...'
record go-package-not-in-std 'cd hello; printf "package main\nimport _ \"shop/orders\"\nfunc main() {}\n" >main.go; go build ./...'
record go-mod-untidy 'mkdir -p untidy; cd untidy; printf "module untidy\n\ngo 1.21\n\nrequire git.acme.example/lib v1.0\n" >go.mod; printf "package main\nfunc main() {}\n" >main.go; go build ./...'
record go-no-module 'mkdir -p nomod; cd nomod; echo "package main" >main.go; go build ./...'
record go-no-module/file 'cd nomod; go build'
record go-vendor-stale 'mkdir -p vend; cd vend; printf "module vend\n\ngo 1.21\n\nrequire git.acme.example/lib v1.0.0\n" >go.mod; mkdir vendor; echo >vendor/modules.txt; printf "package main\nfunc main() {}\n" >main.go; go build ./...'
record go-build-constraints 'mkdir -p other_os; cd other_os; printf "module other\n\ngo 1.21\n" >go.mod; printf "//go:build plan9\n\npackage main\nfunc main() {}\n" >main.go; go build .'
with_env $cache GOTOOLCHAIN=local CGO_ENABLED=1
record go-cgo-compiler 'PATH=/usr/local/go/bin:/bin; mkdir -p cgo; cd cgo; printf "module cgo\n\ngo 1.21\n" >go.mod; printf "package main\n\n/*\n#include <stdlib.h>\n*/\nimport \"C\"\n\nfunc main() { C.free(nil) }\n" >main.go; PATH=/usr/local/go/bin:/home/ada/bin; go build .'
with_env $cache GOTOOLCHAIN=local CGO_ENABLED=1
record c-header-missing/go 'cd cgo; sed -i "s#stdlib.h#libpq-fe.h#" main.go; go build .'
record c-pkg-config/go 'cd cgo; printf "package main\n\n// #cgo pkg-config: libsodium-x\nimport \"C\"\n\nfunc main() {}\n" >main.go; go build .'
with_env $cache GOTOOLCHAIN=local CGO_ENABLED=0
record service-refused/go 'cd hello; printf "package main\nimport (\"net\"; \"log\")\nfunc main() { _, err := net.Dial(\"tcp\", \"127.0.0.1:5432\"); log.Fatal(err) }\n" >main.go; go run .'
record port-in-use/go 'cd hello; printf "package main\nimport (\"net/http\"; \"log\")\nfunc main() { log.Fatal(http.ListenAndServe(\":3128\", nil)) }\n" >main.go; go run .'
record limit-open-files/go 'cd hello; printf "package main\nimport (\"syscall\"; \"os\"; \"log\")\nfunc main() { l := syscall.Rlimit{Cur: 32, Max: 32}; syscall.Setrlimit(syscall.RLIMIT_NOFILE, &l); var k []*os.File; for { f, err := os.Open(\"/dev/null\"); if err != nil { log.Fatal(err) }; k = append(k, f) } }\n" >main.go; go run .'
innocent go-errors 'cd hello; printf "package main\nfunc main() { undefined() }\n" >main.go; go build ./...; printf "package main\nimport \"testing\"\nfunc TestX(t *testing.T) { t.Fatal(\"no\") }\n" >x_test.go; echo "package main" >main.go; go test ./...; go run .'
acting_as ada
