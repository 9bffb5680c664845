#!/usr/bin/env bash
# ShellCheck over every shell script of the project.
set -euo pipefail
mapfile -t scripts < <(git ls-files --cached --others --exclude-standard '*.sh' .ci/run 'assets/**/.githooks/*')
shellcheck --external-sources "${scripts[@]}"
echo "${#scripts[@]} scripts"
