#!/usr/bin/env bash
# As a newcomer: a clean clone, the README's run command, the README's request.
set -euo pipefail
source .ci/lib.sh
# A newcomer's machine, whose builds are not analysed.
unset CI
nothing_at http://localhost:8080
git clone -q . "$CI_CLONE"
run=$(.ci/readme.sh run)
request=$(.ci/readme.sh request)
echo "$run"

# A process group of its own, to be ended whole: `dotnet run` starts the service as a child.
cd "$CI_CLONE"
setsid bash -euo pipefail -c "$run" >"$CI_WORK/run.log" 2>&1 </dev/null &
service=$!
trap 'kill -TERM -- "-$service" 2>/dev/null || true; wait "$service" || true' EXIT
wait_for http://localhost:8080/health/ready "$service" || { cat "$CI_WORK/run.log"; exit 1; }

# The request as it stands; a file of curl's own settings makes it say its status and fail unless it went well.
printf '%s\n' fail-with-body 'write-out = "%{stderr}%{http_code}\n"' >"$CI_WORK/.curlrc"
answer=$CI_WORK/answer.json
CURL_HOME=$CI_WORK check "README's request goes well" bash -euo pipefail -c "{ $request
} >'$answer' 2>'$CI_WORK/status'"
check "its status is 200" grep -qx 200 "$CI_WORK/status"
check "its answer is a JSON object" jq -e 'type == "object"' "$answer"
