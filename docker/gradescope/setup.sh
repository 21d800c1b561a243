#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the autograder; what was zipped is in /autograder/source.
set -euo pipefail
rm -rf /opt/grader
mv /autograder/source/grader /opt/grader
bash /opt/grader/install.sh
