# shellcheck shell=bash disable=SC2016,SC2154
# Failures of apt and dpkg, with a repository of our own on this disk.

version_is "$(apt-get --version | head -n 1 | cut -d ' ' -f 1-2)"
with_env LANG=C.UTF-8
rm -f /var/lib/dpkg/updates/*
record apt-not-root 'apt-get install -y hello'
record apt-not-root/update 'apt-get update'
record apt-package-unknown 'apt-get install -y hello-acme' root
record dns-unresolved/apt 'apt-get -o Acquire::Retries=0 update' root
# holding FILE COMMAND: makes a program that runs the command while it holds a
# lock of apt.
holding() {
  printf '#!/usr/bin/python3\nimport fcntl, subprocess\nf = open("%s", "w")\nfcntl.lockf(f, fcntl.LOCK_EX)\nsubprocess.run(["sh", "-c", "%s"])\n' "$1" "$2" >/usr/local/bin/while-locked
  chmod 755 /usr/local/bin/while-locked
}
holding /var/lib/dpkg/lock-frontend 'apt-get install -y hello'
record apt-locked 'while-locked # apt-get install -y hello' root
holding /var/lib/apt/lists/lock 'apt-get update'
record apt-locked/lists 'while-locked # apt-get update' root
holding /var/lib/dpkg/lock 'dpkg -i /nothing.deb'
record apt-locked/dpkg 'while-locked # dpkg -i nothing.deb' root
mkdir -p /var/lib/dpkg/updates
printf 'Package: hello\n' >/var/lib/dpkg/updates/0001
record apt-interrupted 'apt-get install -y hello' root
rm /var/lib/dpkg/updates/0001

# A package that needs one that there is not.
mkdir -p "$RECORD_WORLD/deb/DEBIAN" /srv/apt
printf 'Package: needy\nVersion: 1.0\nArchitecture: all\nMaintainer: Ada <ada@acme.example>\nDescription: needs much\nDepends: not-to-be-had (>= 2)\n' >"$RECORD_WORLD/deb/DEBIAN/control"
mount -t tmpfs tmpfs /srv
mkdir -p /srv/apt
dpkg-deb --build "$RECORD_WORLD/deb" /srv/apt/needy_1.0_all.deb >/dev/null
chmod -R a+rX /srv/apt
record apt-unmet 'apt-get install -y /srv/apt/needy_1.0_all.deb' root
record apt-unmet/dpkg 'dpkg -i /srv/apt/needy_1.0_all.deb; apt-get install -y hello' root
dpkg --purge needy >/dev/null 2>&1
# The lists name a file that is gone.
rm -rf /etc/apt/sources.list /etc/apt/sources.list.d/* /var/lib/apt/lists/*
printf 'Package: stale\nVersion: 1.0\nArchitecture: all\nMaintainer: Ada <ada@acme.example>\nFilename: ./stale_1.0_all.deb\nSize: 100\nSHA256: %064d\nDescription: gone\n\n' 0 >"$RECORD_WORLD/git/Packages"
echo 'deb [trusted=yes] http://git.acme.example/files/ ./' >/etc/apt/sources.list
as root 'apt-get update' >/dev/null 2>&1
record apt-lists-stale 'apt-get install -y stale' root
echo 'deb http://git.acme.example/404/ bookworm main' >/etc/apt/sources.list
record apt-no-release-file 'apt-get update' root
# A repository that nobody here knows the key of, and one that has expired.
export GNUPGHOME=$RECORD_WORLD/gpg
mkdir -m 700 "$GNUPGHOME"
gpg --batch --quiet --passphrase '' --quick-generate-key 'Acme packages <apt@acme.example>' ed25519 sign never 2>/dev/null
touch /srv/apt/Packages
release() { printf 'Origin: Acme\nSuite: stable\nDate: %s\nValid-Until: %s\nSHA256:\n %s 0 Packages\n' "$(date -Ru -d "$1")" "$(date -Ru -d "$2")" "$(sha256sum </dev/null | cut -c 1-64)" | gpg --batch --yes --clearsign -o /srv/apt/InRelease 2>/dev/null; }
release '1 hour ago' '1 month'
echo 'deb file:/srv/apt ./' >/etc/apt/sources.list
record apt-key-unknown 'apt-get update' root
gpg --export >/etc/apt/trusted.gpg.d/acme.gpg
release '3 months ago' '2 months ago'
record apt-release-expired 'apt-get -o Acquire::Check-Date=true -o Acquire::Check-Valid-Until=true update' root
release '1 hour' '1 month'
record apt-release-expired/future 'apt-get -o Acquire::Check-Date=true update' root
release '1 hour ago' '1 month'
mkdir -p /srv/unsigned
touch /srv/unsigned/Packages
printf 'Origin: Acme\nSuite: stable\nDate: %s\nSHA256:\n %s 0 Packages\n' "$(date -Ru)" "$(sha256sum </dev/null | cut -c 1-64)" >/srv/unsigned/Release
echo 'deb file:/srv/unsigned ./' >/etc/apt/sources.list
record apt-not-signed 'apt-get update' root
echo 'deb file:/srv/apt ./' >/etc/apt/sources.list
innocent apt-update 'apt-get update; apt-cache policy bash; apt list --installed | head -50; apt-get --help; apt-get -s install bash' root
echo 'deb https://git.acme.example/files/ ./' >/etc/apt/sources.list
record tls-certificate-unknown/apt 'apt-get update' root
unset GNUPGHOME
