#!/usr/bin/env bash
# docker/compose.yaml against the schema; Debian's docker-compose needs no engine for that, but knows no `name` yet.
set -euo pipefail
grep -v '^name:' docker/compose.yaml | docker-compose -f - config --quiet
