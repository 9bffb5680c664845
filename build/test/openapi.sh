#!/usr/bin/env bash
# Fetches GitHub's own description of its API, which the tests hold against each
# request and answer of ours, into build/cache. It is fetched once.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=23.0.2
sum=829b4bebb19a53133289f7b0bc819f4f1118115821db2ca9f25e9ee995a7da2a
folder=build/cache/openapi
file=$folder/api.github.com.json
right() { echo "$sum  $file" | sha256sum --check --status 2>/dev/null; }
! right || exit 0
mkdir -p "$folder"
fresh=$(mktemp -d "$folder/fresh.XXXXXX")
trap 'rm -rf "$fresh"' EXIT
npm pack --silent --pack-destination "$fresh" "@octokit/openapi@$version"
tar -xzf "$fresh"/*.tgz -C "$fresh" package/generated/api.github.com.json
mv "$fresh/package/generated/api.github.com.json" "$file"
right || {
  echo "What npm gave as @octokit/openapi $version is not what it was before."
  exit 1
}
