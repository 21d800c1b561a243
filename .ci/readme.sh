#!/usr/bin/env bash
# Prints the command that the README gives: readme.sh NAME prints the fenced block right after <!-- NAME -->.
set -euo pipefail
cd "$(dirname "$0")/.."
awk -v marker="<!-- $1 -->" '
  $0 == marker         { marked = 1; next }
  marked && /^```/     { if (inside) { found = 1; exit } inside = 1; next }
  inside               { print; next }
  marked && NF         { exit }
  END                  { if (!found) { print "README.md has no closed block after " marker > "/dev/stderr"; exit 1 } }
' README.md
