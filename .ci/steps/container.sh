#!/usr/bin/env bash
# The service's image run without a Docker engine: podman with runc, hardened as docker/compose.yaml has it.
set -euo pipefail
source .ci/lib.sh
store=(--storage-driver overlay --root "$CI_WORK/store" --runroot "$CI_WORK/store-run")
pod() { podman "${store[@]}" --cgroup-manager cgroupfs --events-backend file --runtime runc "$@" 2> >(grep -v 'systemd\|healthcheck' >&2); }
trap 'pod rm --force --time 0 gradcheck >/dev/null 2>&1 || true' EXIT
address=http://127.0.0.1:8080
nothing_at "$address"

# No bridge, and limits that root may be denied to raise are set: this runs inside a sandbox as well.
pod run -d --name gradcheck --network host --ulimit nofile=4096:4096 --ulimit nproc=4096:4096 \
  --memory 2g --pids-limit 200 --read-only --read-only-tmpfs=false --cap-drop all --security-opt no-new-privileges gradcheck
pid=$(pod inspect -f '{{.State.Pid}}' gradcheck)
wait_for "$address/health/ready" "$pid" || { pod logs gradcheck; exit 1; }
echo "ready after $SECONDS s"

status_has() { grep -qE "^$1:\s*$2" "/proc/$pid/status" || { grep "^$1" "/proc/$pid/status"; return 1; }; }
read_only_root() { awk '$5 == "/" { print; found = $6 ~ /(^|,)ro(,|$)/ } END { exit !found }' "/proc/$pid/mountinfo"; }

# Answered though it was half sent when the stop began; the rest follows a second later.
stop_under_way() {
  local half=$((${#BATCH} / 2)) client
  { printf %s "${BATCH:0:half}"; sleep 2; printf %s "${BATCH:half}"; } |
    curl -sS --fail-with-body -H 'Content-Type: application/json' -X POST -T . "$address/v1/batchnorm/gradients" >"$CI_WORK/under-way.json" &
  client=$!
  sleep 1
  pod stop --time 30 gradcheck
  wait "$client" && jq -e '.dbeta == [3, 3]' "$CI_WORK/under-way.json"
}

check "container: a batch and its gradients" post_batch "$address"
check "container: the client for Python" bash -c "curl -sSf '$address/clients/gradcheck_client.py' | cmp - src/GradCheck.Api/Clients/gradcheck_client.py"
check "container: listens on every interface" post_batch http://127.0.0.2:8080
check "container: not root" status_has Uid '1654\b'
check "container: no capabilities" status_has CapEff 0+$
check "container: no new privileges" status_has NoNewPrivs 1
check "container: read-only root" read_only_root
check "container: health check" pod healthcheck run gradcheck
check "container: Swagger UI" curl -sSf -o /dev/null "$address/swagger/index.html"
check "container: answers what is under way when it is stopped" stop_under_way
check "container: exits 0" test "$(pod inspect -f '{{.State.ExitCode}}' gradcheck)" = 0
