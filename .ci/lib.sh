# Steps, checks and small helpers; sourced by .ci/run and by every script in .ci/steps.

# All that a run makes lies in one folder, which goes when it ends.
if [ -z "${CI_WORK:-}" ]; then
  CI_WORK=$(mktemp -d)
  export CI_WORK
  trap 'rm -rf "$CI_WORK"' EXIT
fi
export CI_CHECKS=$CI_WORK/checks CI_CLONE=$CI_WORK/clone
# Where the tests find the cases that the run makes.
export GRADCHECK_GOLDEN=$CI_WORK/golden
[ ! -f tests/mistakes/generate.py ] || export GRADCHECK_MISTAKES=$CI_WORK/mistakes
# Builds are analysed where this says so; the README's test command then finds them built.
export CI=true
# No process of the build stays behind.
export MSBUILDDISABLENODEREUSE=1

# step NAME COMMAND...: runs a command, prints how long it took, and counts it.
step() {
  local name=$1 start=$SECONDS rc=0
  shift
  printf '\n== %s\n' "$name"
  "$@" </dev/null || rc=$?
  tally "$rc" "step: $name, $((SECONDS - start)) s"
}

# needed NAME COMMAND...: a step without which the rest would fail too.
needed() { step "$@" || summary; }

# background NAME COMMAND...: starts a step beside those that follow, for what waits for the network or the disk more than it computes.
background() {
  local name=$1 ended=$CI_WORK/ended-${1// /-}
  shift
  {
    local start=$SECONDS rc=0
    "$@" </dev/null >"$ended.said" 2>&1 || rc=$?
    echo "$rc $((SECONDS - start))" >"$ended.part" && mv "$ended.part" "$ended"
  } &
}

# after NAME COMMAND...: for one such step that needs another.
after() {
  local ended=$CI_WORK/ended-${1// /-} rc
  until [ -f "$ended" ]; do sleep 0.5; done
  read -r rc _ <"$ended"
  [ "$rc" -eq 0 ] && "${@:2}"
}

# awaited NAME: waits for it, prints what it said and how long it took, and counts it.
awaited() {
  local ended=$CI_WORK/ended-${1// /-} start=$SECONDS rc seconds
  until [ -f "$ended" ]; do sleep 0.5; done
  read -r rc seconds <"$ended"
  printf '\n== %s\n' "$1"
  cat "$ended.said"
  tally "$rc" "step: $1, $seconds s beside others, $((SECONDS - start)) s waited for"
}

# check NAME COMMAND...: counts one claim; what the command says is shown where it fails.
check() {
  local name=$1 rc=0 said
  shift
  said=$("$@" 2>&1 </dev/null) || rc=$?
  tally "$rc" "$name" || { [ -z "$said" ] || printf '%s\n' "$said" | sed 's/^/    /'; }
}

tally() {
  local verdict=passed
  [ "$1" -eq 0 ] || verdict=failed
  printf '%-6s %s\n' "$verdict" "$2"
  echo "$verdict" >>"$CI_CHECKS"
  return "$1"
}

summary() {
  # What still runs beside would lose its folder.
  wait
  printf '\n== all, %s s\n' "$SECONDS"
  /usr/bin/python3 .ci/summary.py "$CI_CHECKS" tests/*/TestResults/*.trx
  exit
}

install_packages() {
  # The browser and the Python packages are what tests use; the rest is for this script.
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends >"$CI_WORK/apt.log" 2>&1 \
    chromium chromium-driver python3-numpy python3-mpmath python3-torch \
    curl jq git ca-certificates mmdebstrap buildah podman runc docker-compose $(command -v npm >/dev/null || echo nodejs npm) ||
    { tail -n 20 "$CI_WORK/apt.log"; return 1; }
}

# nothing_at ADDRESS: or else another service would be taken for ours.
nothing_at() { ! curl -s -o /dev/null "$1" || { echo "something listens at $1 already"; return 1; }; }

# wait_for URL PID: until the address answers; not longer than five minutes (a slow machine builds first), nor than the process lives.
wait_for() {
  local tries=0
  until curl -sf -o /dev/null "$1"; do
    kill -0 "$2" 2>/dev/null || { echo "the service ended before it answered"; return 1; }
    [ $((tries += 1)) -lt 1500 ] || { echo "no answer from $1 after five minutes"; return 1; }
    sleep 0.2
  done
}

# A batch as a request, and what is sure of its answer: 200, JSON, and the gradients that a centred dout has.
BATCH='{"x": [[1, 2], [2, 4], [3, 9]], "dout": [[1, 1], [1, 1], [1, 1]], "numeric": true}'

post_batch() {
  local answer
  answer=$(curl -sS --fail-with-body -H 'Content-Type: application/json' -d "$BATCH" "$1/v1/batchnorm/gradients") || { echo "$answer"; return 1; }
  jq -e '.layer == "batchnorm" and .shape == [3, 2] and .dbeta == [3, 3] and .numeric.verdict == "match"' <<<"$answer" >/dev/null || { echo "$answer"; return 1; }
}
