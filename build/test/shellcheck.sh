#!/usr/bin/env bash
# ShellCheck over every shell script of the project.
set -euo pipefail
. build/setup/say.sh
. build/test/tally.sh
command -v shellcheck >/dev/null || lacking 'needs ShellCheck: apt-get install shellcheck'
mapfile -t scripts < <(git ls-files --cached --others --exclude-standard '*.sh' .ci/run 'assets/**/.githooks/*')
shellcheck --external-sources "${scripts[@]}"
echo "${#scripts[@]} scripts"
