#!/usr/bin/env bash
# Cases that nobody has seen: the generators with a seed of this commit's own, so that a rerun repeats it.
set -euo pipefail
seed=$((16#$(git rev-parse --short=7 HEAD)))
echo "seed $seed"
/usr/bin/python3 tests/golden/generate.py --seed "$seed" --out "$GRADCHECK_GOLDEN"
echo
[ -z "${GRADCHECK_MISTAKES:-}" ] || /usr/bin/python3 tests/mistakes/generate.py --seed "$seed" --out "$GRADCHECK_MISTAKES"
