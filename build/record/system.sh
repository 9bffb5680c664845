# shellcheck shell=bash disable=SC2016,SC2154
# Failures of the system below the tools: names, certificates and proxies, the
# disk, memory and limits, ports, and what a shell says of a command.

version_is "$(curl --version | head -n 1 | cut -d ' ' -f 1-2)"
with_env
record dns-unresolved/curl 'curl -fsS https://registry.npmjs.org/left-pad'
record tls-certificate-unknown/curl 'curl -fsS https://git.acme.example/'
record tls-expired/curl 'curl -fsS --cacert .world/ca.pem https://expired.acme.example/'
record tls-wrong-host/curl 'curl -fsS --cacert .world/ca.pem https://wrong.acme.example/'
record proxy-sign-in/curl 'curl -fsS --proxy http://proxy.acme.example:3128 https://git.acme.example/'
record proxy-unreachable/curl 'curl -fsS --proxy http://proxy.corp.example:3128 https://git.acme.example/'
record network-not-reached/curl 'curl -fsS http://git.acme.example:8080/'
innocent curl 'curl -sv --cacert .world/ca.pem https://git.acme.example/404/'

ip neighbour add 192.0.2.7 lladdr 02:00:00:00:00:07 dev wire
echo 1 >/proc/sys/net/ipv4/tcp_syn_retries
record network-timeout/curl 'curl -fsS http://192.0.2.7/'
record network-timeout/ssh 'ssh -o BatchMode=yes git@192.0.2.7'
record network-timeout/node 'node -e "require(\"net\").connect(443, \"192.0.2.7\")"'
record network-not-reached/unreachable 'curl -fsS http://198.51.100.7/'
record network-unreachable/python 'python3 -c "import socket; socket.create_connection((\"198.51.100.7\", 443))"'
record network-timeout/python 'python3 -c "import socket; socket.create_connection((\"192.0.2.9\", 443))"'

version_is "$(wget --version | head -n 1 | cut -d ' ' -f 1-3)"
record dns-unresolved/wget 'wget https://registry.npmjs.org/left-pad'
record tls-certificate-unknown/wget 'wget https://git.acme.example/'

version_is "$(openssl version | cut -d ' ' -f 1-2)"
record tls-certificate-unknown/openssl 'openssl s_client -connect git.acme.example:443 -verify_return_error'

version_is "Linux, $(dpkg-query -W -f 'coreutils ${Version}' coreutils)"
mkdir -p small frozen
mount -t tmpfs -o size=64k,mode=777 tmpfs small
mount -t tmpfs -o ro tmpfs frozen
record disk-full 'cp /bin/bash small/'
record disk-full/git 'cd small; git init -q'
record disk-full/python 'python3 -c "open(\"small/out\", \"wb\").write(b\"x\" * 300000)"'
record disk-full/go 'mkdir work; cd work; printf "package main\nfunc main() {}\n" >main.go; GOTMPDIR=/home/ada/small GOCACHE=/root/.cache/go-build go build main.go' root
record disk-full/node 'node -e "require(\"fs\").writeFileSync(\"small/out\", \"x\".repeat(300000))"'
record disk-read-only 'touch frozen/file'
record disk-read-only/python 'python3 -c "open(\"frozen/out\", \"w\")"'
record disk-read-only/node 'node -e "require(\"fs\").writeFileSync(\"frozen/out\", \"\")"'

version_is "bash $(bash --version | head -n 1 | grep -o '[0-9][0-9.]*' | head -n 1)"
record shell-command-missing 'just build'
record shell-command-missing/script 'printf "#!/bin/bash\njust build\n" >build.sh; bash build.sh'
record shell-not-executable 'echo ls >run.sh; ./run.sh'
printf '#!/bin/bash\r\nset -e\r\necho hello\r\n' >/home/ada/crlf.sh
printf '#!/usr/bin/env bash\r\nset -e\r\necho hello\r\n' >/home/ada/env.sh
chmod 755 /home/ada/*.sh
record shell-interpreter-missing/line-ends '/home/ada/crlf.sh'
record shell-line-ends/env '/home/ada/env.sh'
record shell-line-ends/run 'bash /home/ada/crlf.sh'
record shell-interpreter-missing 'printf "#!/usr/bin/zsh9\n" >z.sh; chmod +x z.sh; ./z.sh'
record exec-format 'head -c 100 /dev/urandom >program; printf "\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\xb7\0\x01\0\0\0" >program; chmod +x program; ./program'
version_is "dash $(dpkg-query -W -f '${Version}' dash)"
record shell-command-missing/sh 'sh -c "just build"'
record shell-command-missing/sh-script 'printf "just build\n" >b.sh; sh b.sh'

version_is "$(python3 --version)"
record address-in-use/python 'python3 -m http.server 3128'
record connection-refused/python 'python3 -c "import socket; socket.create_connection((\"localhost\", 5432))"'
record limit-open-files/python 'ulimit -n 32; python3 -c "f = [open(\"/dev/null\") for i in range(99)]"'
version_is "node $(node --version)"
record port-in-use/node 'node -e "require(\"http\").createServer().listen(3128)"'
record service-refused/node 'node -e "require(\"net\").connect(5432, \"127.0.0.1\")"'
record limit-open-files/node 'ulimit -n 64; node -e "for (let i = 0; i < 99; i++) require(\"fs\").openSync(\"/dev/null\")"'
record node-heap-full 'node --max-old-space-size=32 -e "let a = []; for (;;) a.push(new Array(1000).fill({}))"'
record dns-unresolved/node 'node -e "require(\"https\").get(\"https://registry.npmjs.org\")"'
record node-certificate-unknown/https 'node -e "require(\"https\").get(\"https://git.acme.example\")"'
record node-certificate-unknown/fetch 'node -e "fetch(\"https://git.acme.example\")"'
record tls-expired/node 'NODE_EXTRA_CA_CERTS=.world/ca.pem node -e "require(\"https\").get(\"https://expired.acme.example\")"'
record tls-wrong-host/node 'NODE_EXTRA_CA_CERTS=.world/ca.pem node -e "require(\"https\").get(\"https://wrong.acme.example\")"'
record node-module-missing 'echo "require(\"express\")" >server.js; node server.js'
record node-module-missing/esm 'echo "import x from \"express\"" >server.mjs; node server.mjs'
record node-openssl-old 'node -e "require(\"crypto\").createHash(\"md4\")"'
if command -v psql >/dev/null; then
  version_is "$(psql --version)"
  record service-refused/psql 'psql -h localhost -c "select 1"'
fi

record node-watchers 'mkdir many; cd many; mkdir d{1..40}; unshare --user --map-root-user sh -c "echo 9 >/proc/sys/user/max_inotify_watches; node -e \"for (let i = 1; i <= 40; i++) require(\\\"fs\\\").watch(\\\"d\\\" + i)\""'

version_is "$(make --version | head -n 1)"
innocent make 'mkdir m0; cd m0; printf "all:\n\techo hello\n\tfalse\n" >Makefile; make; make -n; make --help'
record make-missing-separator 'mkdir m1; cd m1; printf "all:\n    echo hello\n" >Makefile; make'
record make-no-rule 'mkdir m2; cd m2; printf "all: gen.go\n\techo hello\n" >Makefile; make'
record make-no-rule/goal 'cd m2; make deploy'
record make-no-makefile 'mkdir m3; cd m3; make'
record make-no-rule/no-makefile 'cd m3; make test'
record shell-command-missing/make 'mkdir m4; cd m4; printf "all:\n\tjust build\n" >Makefile; make'
record shell-command-missing/make-shell 'cd m4; printf "all:\n\tjust build && echo done\n" >Makefile; make'
record shell-not-executable/make 'cd m4; printf "all:\n\t./run.sh\n" >Makefile; echo ls >run.sh; make'

version_is "$(gcc --version | head -n 1)"
record c-header-missing 'printf "#include <libpq-fe.h>\nint main() {}\n" >pg.c; gcc pg.c'
record c-library-missing 'printf "int main() {}\n" >m.c; gcc m.c -lpqx'
innocent gcc 'printf "int main() { return x; }\n" >bad.c; gcc -Wall bad.c; gcc --help'
record memory-killed/gcc 'mkfifo source.c; gcc -c source.c & sleep 1; pkill -9 cc1; wait'
record memory-killed/shell 'sleep 99 & sleep 1; kill -9 $!; wait $!'
version_is "pkg-config $(pkg-config --version)"
record c-pkg-config 'pkg-config --cflags openssl-x'
