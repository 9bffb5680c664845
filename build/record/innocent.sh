# shellcheck shell=bash disable=SC2016,SC2154
# What tools print when nothing is wrong with the machine: help, lists, and the
# failures of a program that is being written.

with_env
version_is "several tools of Debian $(cat /etc/debian_version)"
innocent help-git 'git help -a; git clone -h; git push -h; git config -h'
innocent help-system 'bash -c help; curl --help all; wget --help; ssh -h; openssl help; tar --help; make --help'
innocent help-gcc 'gcc --help=common; gcc --help=warnings | head -150; ld --help | head -150'
innocent packages 'apt-cache show git make gcc | head -300; apt-get -s install hello'
innocent files 'ls -lR /usr/share/doc/git /usr/lib/git-core | head -400'
innocent licences 'head -c 8000 /usr/share/common-licenses/GPL-3; head -c 4000 /usr/share/common-licenses/Apache-2.0'
innocent manual 'man -P cat 7 gitworkflows 2>/dev/null | head -400; man -P cat 5 crontab 2>/dev/null | head -200'
innocent log 'for n in $(seq 400); do echo "2026-01-01T00:00:$((n % 60))Z INFO request served path=/orders/$n status=$((200 + n % 5 * 100)) took=${n}ms"; done'

version_is "$(go version | cut -d ' ' -f 3)"
acting_as root
with_env GOCACHE=/root/.cache/go-build GOTOOLCHAIN=local GOFLAGS=-trimpath
innocent go-test-verbose 'cd /usr/local/go/src; go test -v -short strings path net/url errors | head -c 30000'
innocent go-doc 'go doc -all net | head -400; go doc os/exec; go doc syscall.Errno'
innocent go-test-failing 'mkdir -p t; cd t; printf "module t\n\ngo 1.21\n" >go.mod; printf "package t\nimport \"testing\"\nfunc TestTotal(t *testing.T) { t.Errorf(\"total is %%d, want %%d\", 3, 4) }\nfunc TestPanic(t *testing.T) { var m map[string]int; m[\"a\"] = 1 }\n" >t_test.go; go test ./...; go vet ./...'
acting_as ada
with_env

version_is "node $(node --version)"
innocent node-test-failing 'mkdir n; cd n; printf "import test from \"node:test\"; import assert from \"node:assert\"; test(\"adds\", () => assert.equal(1 + 1, 3)); test(\"throws\", () => { throw new TypeError(\"x is not a function\") });" >a.test.mjs; node --test'
innocent node-help 'node --help; npm help; npm install --help; npx --help'
if [ -x "$tools/tsc" ]; then
  version_is "TypeScript $("$tools/tsc" --version | cut -d ' ' -f 2)"
  innocent tsc 'mkdir ts; cd ts; printf "const a: number = \"x\";\nimport { b } from \"./missing\";\nfoo();\n" >a.ts; tsc --noEmit a.ts; tsc --all | head -200'
fi

version_is "$(python3 --version)"
innocent python-test-failing 'mkdir p; cd p; printf "import unittest\nclass T(unittest.TestCase):\n    def test_total(self): self.assertEqual(3, 4)\n    def test_key(self): {}[1]\n    def test_open(self): open(\"missing.csv\")\n" >test_t.py; python3 -m unittest'
innocent python-help 'python3 --help-all; python3 -c "help(\"socket\")" | head -300; python3 -c "import errno; help(errno)"'

with_env RUSTUP_HOME=/home/ada/.rustup CARGO_HOME=/home/ada/.cargo_own PATH=/home/ada/.cargo/bin:/usr/bin:/bin
version_is "$(as ada 'cargo --version' | cut -d ' ' -f 1-2)"
innocent rustc-explain 'for e in E0308 E0382 E0432 E0499 E0502; do rustc --explain $e; done; cargo help build | head -200'
with_env
