#!/usr/bin/env bash
# The published service, started from a folder that is not its own, listening where it is told to.
set -euo pipefail
source .ci/lib.sh
# As the step before has built it.
unset CI
(cd "$CI_CLONE" && dotnet publish src/GradCheck.Api -o "$CI_WORK/app" -nologo -v quiet)

# answers_at ADDRESS COMMAND...: starts the service, posts a batch to it, and ends it.
answers_at() {
  local address=$1 service rc=0
  shift
  (cd / && exec "$@") >"$CI_WORK/publish.log" 2>&1 &
  service=$!
  { wait_for "$address/health/ready" "$service" && post_batch "$address"; } || rc=1
  kill -TERM "$service" 2>/dev/null
  wait "$service" || { echo "its exit code was $?"; rc=1; }
  [ "$rc" -eq 0 ] || cat "$CI_WORK/publish.log"
  return "$rc"
}

check "--urls says where it listens" answers_at http://127.0.0.1:18081 dotnet "$CI_WORK/app/GradCheck.Api.dll" --urls http://127.0.0.1:18081
check "ASPNETCORE_URLS says where it listens" answers_at http://127.0.0.1:18082 env ASPNETCORE_URLS=http://127.0.0.1:18082 dotnet "$CI_WORK/app/GradCheck.Api.dll"
