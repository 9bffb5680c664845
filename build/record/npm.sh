# shellcheck shell=bash disable=SC2016,SC2154
# Failures of npm, yarn and pnpm, and of what they build.

version_is "npm $(npm --version) on node $(node --version)"
settings='registry=https://npm.acme.example/\nfetch-retries=0\nupdate-notifier=false\n'
quietly "printf '$settings' >.npmrc; printf 'cafile=/home/ada/.world/ca.pem\n' >>.npmrc"

# package NAME JSON: a folder with a package.json.
package() { quietly "mkdir -p $1; printf '%s' '$2' >$1/package.json"; }

mkdir -p "$RECORD_WORLD/npm"
record npm-no-package-json 'mkdir -p empty; cd empty; npm install'
record npm-no-package-json/run 'cd empty; npm run build'
package shop-ui '{"name":"shop-ui","version":"1.0.0","scripts":{"test":"exit 0"},"dependencies":{"left-pad":"^1.3.0"}}'
record npm-script-missing 'cd shop-ui; npm run biuld'
record npm-package-missing 'cd shop-ui; npm install'
record npm-lock-missing 'cd shop-ui; npm ci'
quietly 'printf "registry=https://npm.acme.example/401/\n" >shop-ui/.npmrc'
record npm-not-signed-in 'cd shop-ui; npm install'
quietly 'printf "registry=https://npm.acme.example/403/\n" >shop-ui/.npmrc'
record npm-forbidden 'cd shop-ui; npm install'
quietly 'printf "registry=https://npm.acme.example/\ncafile=\n" >shop-ui/.npmrc'
quietly "mv .npmrc .npmrc.kept; printf '$settings' >.npmrc"
record node-certificate-unknown 'cd shop-ui; rm .npmrc; npm install'
quietly 'printf "registry=https://npm.acme.example/\nfetch-retries=0\nhttps-proxy=http://proxy.acme.example:3128\n" >.npmrc'
record proxy-sign-in/npm 'cd shop-ui; npm install'
quietly 'printf "registry=https://registry.npmjs.org/\nfetch-retries=0\n" >.npmrc'
record dns-unresolved/npm 'cd shop-ui; npm install'
quietly 'mv .npmrc.kept .npmrc'

package lib-a '{"name":"lib-a","version":"1.0.0","peerDependencies":{"react":"^17.0.0"}}'
package react '{"name":"react","version":"18.2.0"}'
quietly 'for p in lib-a react; do (cd $p; npm pack); done'
package peers '{"name":"peers","version":"1.0.0","dependencies":{"react":"file:../react/react-18.2.0.tgz","lib-a":"file:../lib-a/lib-a-1.0.0.tgz"}}'
record npm-peer-conflict 'cd peers; npm install'
package strict '{"name":"strict","version":"1.0.0","engines":{"node":">=99"}}'
record npm-node-version 'cd strict; npm install --engine-strict'
quietly 'mkdir uses; cd strict; npm pack; cd ../uses; npm init -y'
innocent npm-engine-warning 'cd uses; npm install ../strict/strict-1.0.0.tgz; npm ls'
quietly 'mkdir sums; cd sums; npm init -y; npm install ../react/react-18.2.0.tgz; sed -i "s#sha512-[^\"]*#sha512-$(printf x | openssl dgst -sha512 -binary | base64 -w 0)#" package-lock.json; rm -rf node_modules; npm cache clean --force'
record npm-checksum 'cd sums; npm ci'
quietly 'mkdir drift; cd drift; npm init -y; npm install ../react/react-18.2.0.tgz; sed -i "s#\"dependencies\": {#\"dependencies\": { \"strict\": \"file:../strict/strict-1.0.0.tgz\",#" package.json'
record npm-lock-outdated 'cd drift; npm ci'
quietly 'mkdir owned; cd owned; npm init -y; mkdir node_modules'
chown -R root: owned/node_modules
record npm-no-permission 'cd owned; npm install ../react/react-18.2.0.tgz'
record npm-no-permission/global 'npm install --global --prefix /usr/local ./react/react-18.2.0.tgz'
innocent npm-work 'cd uses; npm install ../react/react-18.2.0.tgz; npm test; npm outdated; npm version patch; npm pack; npm help'
innocent npm-script-failed 'mkdir failing; cd failing; npm init -y >/dev/null; npm pkg set scripts.test="node -e \"process.exit(3)\""; npm test'

gyp=$(npm root -g)/npm/node_modules/node-gyp/bin/node-gyp.js
[ -e "$gyp" ] || gyp=$(find / -xdev -path '*/node-gyp/bin/node-gyp.js' 2>/dev/null | head -n 1)
if [ -n "$gyp" ]; then
  version_is "node-gyp $(node "$gyp" --version) on node $(node --version)"
  quietly 'mkdir native; cd native; npm init -y; echo "{\"targets\":[{\"target_name\":\"a\",\"sources\":[\"a.cc\"]}]}" >binding.gyp; echo "int x;" >a.cc'
  record node-gyp-python "cd native; mkdir -p /home/ada/few; ln -sf \$(which node) /home/ada/few/; PATH=/home/ada/few; node $gyp configure --nodedir=/usr"
  record node-gyp-compiler "cd native; for p in node python3; do ln -sf \$(which \$p) /home/ada/few/; done; PATH=/home/ada/few; node $gyp rebuild --nodedir=/usr"
fi

if command -v "$tools/yarn" >/dev/null; then
  version_is "yarn $("$tools/yarn" --version 2>/dev/null | tail -n 1)"
  package yarned '{"name":"yarned","version":"1.0.0","dependencies":{"left-pad":"^1.3.0"}}'
  package yarnlock '{"name":"yarnlock","version":"1.0.0","dependencies":{"react":"file:../react/react-18.2.0.tgz"}}'
  record yarn-lock-outdated 'cd yarnlock; touch yarn.lock; yarn install --frozen-lockfile'
  package yarnengine '{"name":"yarnengine","version":"1.0.0","engines":{"node":">=99"}}'
  record npm-node-version/yarn 'cd yarnengine; yarn install'
  record npm-package-missing/yarn 'cd yarned; printf "cafile \"/home/ada/.world/ca.pem\"\n" >.yarnrc; yarn install --registry https://npm.acme.example/'
  record npm-script-missing/yarn 'cd yarned; yarn run biuld'
  innocent yarn 'cd yarnengine; yarn install --ignore-engines; yarn --help'
fi
if command -v "$tools/pnpm" >/dev/null; then
  version_is "pnpm $("$tools/pnpm" --version 2>/dev/null | tail -n 1)"
  package pnpmed '{"name":"pnpmed","version":"1.0.0","dependencies":{"left-pad":"^1.3.0"}}'
  record npm-lock-missing/pnpm 'cd pnpmed; pnpm install --frozen-lockfile'
  quietly 'cd pnpmed; printf "lockfileVersion: \"9.0\"\nsettings:\n  autoInstallPeers: true\n  excludeLinksFromLockfile: false\nimporters:\n  .:\n    dependencies:\n      right-pad:\n        specifier: ^1.0.0\n        version: 1.0.0\n" >pnpm-lock.yaml'
  record pnpm-lock-outdated 'cd pnpmed; pnpm install --frozen-lockfile'
  package pnpmengine '{"name":"pnpmengine","version":"1.0.0","engines":{"node":">=99"}}'
  record npm-node-version/pnpm 'cd pnpmengine; pnpm install --config.engine-strict=true'
  record npm-package-missing/pnpm 'cd pnpmed; rm pnpm-lock.yaml; pnpm install'
  record npm-script-missing/pnpm 'cd pnpmengine; pnpm run biuld'
  record npm-no-package-json/pnpm 'mkdir -p empty2; cd empty2; pnpm install'
  package pm '{"name":"pm","version":"1.0.0","packageManager":"yarn@4.5.0"}'
  record node-package-manager/pnpm 'cd pm; pnpm install'
  record node-package-manager/yarn 'cd pm; yarn install'
fi
