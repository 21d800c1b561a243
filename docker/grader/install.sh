#!/usr/bin/env bash
# What the harness needs of a Debian or Ubuntu, and who may read what. Run as root, once, when the image is built.
set -euo pipefail
cd "$(dirname "$0")"
if ! /usr/bin/python3 -c 'import numpy' 2>/dev/null || ! ldconfig -p | grep -q 'libstdc++\.so\.6'; then
  apt-get update
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends python3-numpy libstdc++6
  rm -rf /var/lib/apt/lists/*
fi
# A student's code is another user: it reads no assignment, and neither the service nor what it runs on.
chown -R root:root . && chmod -R u=rwX,go= .
chown -R root:1654 service dotnet && chmod -R g=rX service dotnet
chmod 0711 .
