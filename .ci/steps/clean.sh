#!/usr/bin/env bash
# Neither running nor publishing may change a file of the repository, such as packages.lock.json.
set -euo pipefail
changed=$(git -C "$CI_CLONE" status --porcelain; git status --porcelain -- '*.lock.json')
[ -z "$changed" ] || { echo "$changed"; exit 1; }
