# shellcheck shell=bash disable=SC2016,SC2154
# Failures of git, of git over https and ssh, of hooks and of Git LFS.

version_is "$(git --version)"
with_env GIT_TERMINAL_PROMPT=0
quietly 'git config --global user.name Ada; git config --global user.email ada@acme.example
  git config --global init.defaultBranch main'
quietly 'git init shop && cd shop && echo one >README && git add . && git commit -m One'

# serve NAME: a bare copy of the shop that the world serves.
serve() {
  git clone -q --bare shop "$RECORD_WORLD/git/$1.git"
  git -C "$RECORD_WORLD/git/$1.git" config http.receivepack true
}
git config --global --add safe.directory '*'
serve shop

with_env GIT_SSL_CAINFO=/home/ada/.world/ca.pem GIT_TERMINAL_PROMPT=0
innocent git-clone 'git clone --progress https://git.acme.example/git/shop.git fresh'
innocent git-work 'cd fresh; git status; git log; git branch -avv; git fetch; echo x >>README; git diff; git commit -am Two; git push; git pull'

record git-credentials-missing 'git clone https://git.acme.example/401/shop.git over'
record git-credentials-refused 'git -c credential.helper="!printf \"username=ada\npassword=wrong\n\" #" clone https://git.acme.example/401/shop.git over'
record git-no-right 'git clone https://git.acme.example/403/shop.git over'
record git-repository-missing 'git clone https://git.acme.example/404/shop.git over'
record git-repository-missing/backend 'git clone https://git.acme.example/git/nothing.git'
quietly 'head -c 3000000 /dev/urandom >shop/photo; cd shop; git add .; git commit -m Photo'
serve big
record git-connection-cut 'git clone https://git.acme.example/cut/big.git'
quietly 'git clone https://git.acme.example/git/shop.git pushing; cd pushing; git remote set-url origin https://git.acme.example/413/shop.git; head -c 3000000 /dev/urandom >photo; git add .; git commit -m Photo'
record git-push-too-large 'cd pushing; git push'
with_env GIT_TERMINAL_PROMPT=0
record git-certificate-unknown 'git clone https://git.acme.example/git/shop.git over'
record git-certificate-unknown/expired 'GIT_SSL_CAINFO=/home/ada/.world/ca.pem git clone https://expired.acme.example/git/shop.git over'
record tls-wrong-host 'GIT_SSL_CAINFO=/home/ada/.world/ca.pem git clone https://wrong.acme.example/git/shop.git over'
record proxy-sign-in 'git -c http.proxy=http://proxy.acme.example:3128 clone https://git.acme.example/git/shop.git over'
record network-not-reached/proxy 'git -c http.proxy=http://proxy.acme.example:8080 clone https://git.acme.example/git/shop.git over'
record proxy-unreachable 'git -c http.proxy=http://proxy.corp.example:8080 clone https://git.acme.example/git/shop.git over'
record dns-unresolved 'git clone https://gitlab.com/acme/shop.git over'
record dns-unresolved/ssh 'git clone git@gitlab.com:acme/shop.git over'
record network-not-reached 'git clone https://git.acme.example:8443/shop.git over'

with_env
record git-not-a-repository 'git status'
record git-index-locked 'cd shop; touch .git/index.lock; git add README; rm .git/index.lock'
quietly 'cp -r shop other'
chown -R root: other
record git-dubious-ownership 'cd other; git status'
record git-ref-missing 'git init -q unborn; cd unborn; git remote add origin ../shop; git push -u origin main'
record git-detached-push 'cd fresh; git checkout -q --detach; git push'
record git-no-upstream 'cd fresh; git checkout -qb topic; git push'
quietly 'git clone shop conflicting; cd conflicting; git checkout main; echo theirs >README; git commit -am Theirs; git checkout -b mine HEAD~1; echo mine >README; git commit -am Mine'
record git-merge-conflict 'cd conflicting; git merge main'
record git-merge-unfinished 'cd conflicting; git pull'
record git-local-changes 'cd conflicting; git merge --abort; echo x >README; git checkout main'
quietly 'git clone --bare shop central.git; for who in a b; do git clone central.git $who; cd $who; echo $who >$who; git add .; git commit -m $who; cd ..; done; cd a; git push'
record git-push-behind 'cd b; git push'
record git-push-behind/fetched 'cd b; git fetch -q; git push'
record git-divergent 'cd b; git pull'
quietly 'git init unrelated; cd unrelated; git commit --allow-empty -m One; git remote add origin ../central.git'
record git-unrelated-histories 'cd unrelated; git pull --no-rebase origin main'
record git-destination-exists 'git clone shop a'
record git-no-identity 'cd shop; GIT_CONFIG_GLOBAL=/dev/null git commit --allow-empty -m Two'
record git-signing-failed 'cd shop; git -c commit.gpgsign=true commit --allow-empty -m Signed'
record git-signing-failed/ssh 'cd shop; git -c gpg.format=ssh -c user.signingkey=/home/ada/.ssh/id_ed25519.pub -c commit.gpgsign=true commit --allow-empty -m Signed'
quietly 'cp -r shop weak; cd weak; for o in $(git rev-parse HEAD); do f=.git/objects/${o:0:2}/${o:2}; chmod u+w $f; : >$f; done'
record git-object-corrupt 'cd weak; git log'
record git-submodule-unmapped 'cp -r shop outer; cd outer; git init -q inner; git -C inner commit -q --allow-empty -m One; git -c advice.addEmbeddedRepo=false add inner; git commit -qm Inner; git submodule update --init'

version_is "$(git-lfs --version | cut -d ' ' -f 1)"
quietly 'cp -r shop large; cd large; git lfs install --local; git lfs track "*.bin"; echo data >a.bin; git add .; git commit -m Large; rm -rf .git/lfs'
record git-lfs-object-missing 'git clone large large2'
version_is "$(git --version), without Git LFS"
rm /usr/bin/git-lfs
record git-lfs-missing 'git clone large large3'
record git-lfs-missing/command 'cd shop; git lfs pull'

version_is "$(pre-commit --version)"
cat >shop/.pre-commit-config.yaml <<'Y'
repos:
  - repo: local
    hooks:
      - id: no-tabs
        name: No tabs
        entry: sh -c 'exit 1'
        language: system
      - id: end-of-file-fixer
        name: Fix End of Files
        entry: sh -c 'echo >>README'
        language: system
Y
chown -R ada: shop
quietly 'cd shop; pre-commit install; git add .'
record git-hook-refused 'cd shop; git commit -m Config'
quietly "cd shop; sed -i 's#^INSTALL_PYTHON=.*#INSTALL_PYTHON=/home/ada/venv/bin/python3#' .git/hooks/pre-commit"
version_is "$(pre-commit --version), whose venv is gone"
rm /usr/bin/pre-commit
record git-hook-tool-missing 'cd shop; git commit -m Config'
version_is "$(git --version)"
quietly 'git clone shop husky; cd husky; printf "#!/usr/bin/env lefthook\n" >.git/hooks/pre-commit; chmod +x .git/hooks/pre-commit'
record shell-command-missing/hook 'cd husky; git commit --allow-empty -m Two'

version_is "$(ssh -V 2>&1 | cut -d , -f 1)"
mkdir -p /run/sshd "$RECORD_WORLD/ssh"
ssh-keygen -q -t ed25519 -N '' -f "$RECORD_WORLD/ssh/host"
/usr/sbin/sshd -h "$RECORD_WORLD/ssh/host" -o UsePAM=no -o PasswordAuthentication=no -o UseDNS=no -o PidFile=none
record ssh-host-unknown 'GIT_SSH_COMMAND="ssh -o BatchMode=yes" git clone git@git.acme.example:acme/shop.git over'
quietly 'mkdir -m 700 .ssh; ssh-keyscan -t ed25519 git.acme.example >.ssh/known_hosts'
record ssh-key-refused 'git clone ada@git.acme.example:acme/shop.git over'
quietly 'ssh-keygen -q -t ed25519 -N "" -f .ssh/id_ed25519; mv .ssh/id_ed25519.pub .ssh/authorized_keys; chmod 644 .ssh/id_ed25519'
record ssh-key-too-open 'git clone ada@git.acme.example:acme/shop.git over'
quietly 'touch .ssh/config; chmod 666 .ssh/config'
record ssh-config-too-open 'git clone ada@git.acme.example:acme/shop.git over'
quietly 'rm .ssh/config; chmod 600 .ssh/id_ed25519; for n in 1 2 3 4 5 6 7; do ssh-keygen -q -t ed25519 -N "" -f .ssh/k$n; echo "IdentityFile ~/.ssh/k$n" >>.ssh/config; done; chmod 600 .ssh/config'
record ssh-too-many-keys 'git clone ada@git.acme.example:acme/shop.git over'
quietly 'rm .ssh/config; sed -i "s#AAAA.*#AAAAC3NzaC1lZDI1NTE5AAAAIFK3Yc2zRZ8mZ7L6mXzE6rQ0rB1m3ZxYtq3l7k5n8hPa#" .ssh/known_hosts'
record ssh-host-changed 'git clone ada@git.acme.example:acme/shop.git over'
