#!/usr/bin/env bash
# The three grader images run on submissions of every kind: each with the folders, the command and the rights that its
# platform gives it, without a network. docker/tests/check.py reads what they wrote.
set -euo pipefail
source .ci/lib.sh
store=(--storage-driver overlay --root "$CI_WORK/store" --runroot "$CI_WORK/store-run")
work=$CI_WORK/graders
mkdir -p "$work/bin"

# `docker` for the workflow's own commands. Docker's default rights, no network, a limit on memory; no healthcheck timers here.
cat >"$work/bin/docker" <<END
#!/usr/bin/env bash
command=\$1
shift
exec podman ${store[*]} --cgroup-manager cgroupfs --events-backend file --runtime runc "\$command" \
  --ulimit nofile=4096:4096 --ulimit nproc=4096:4096 --memory 2g --pids-limit 200 "\$@" 2> >(grep -v 'systemd\|healthcheck' >&2)
END
chmod +x "$work/bin/docker"
export PATH=$work/bin:$PATH
run() { docker run --rm --network none "$@"; }

on_gradescope() {
  run -v "$1/files:/autograder/submission:ro" -v "$1/results:/autograder/results" "${@:2}" gradcheck-gradescope /autograder/run_autograder
  cp "$1/results/results.json" "$1/result"
}

on_prairielearn() {
  mkdir -p "$1/grade/data" && cp -r docker/prairielearn/question/tests "$1/grade/tests" && cp -r "$1/files" "$1/grade/student"
  echo '{"params": {}, "correct_answers": {"secret": 1}, "variant_seed": "1kd93f"}' >"$1/grade/data/data.json"
  run -v "$1/grade:/grade" "${@:2}" gradcheck-prairielearn
  cp "$1/grade/results/results.json" "$1/result"
}

# What the workflow's step says it does.
on_github-classroom() {
  local step
  step=$(awk '$1 == "run:" { on = 1; next } on && /^          / { print; next } { on = 0 }' docker/github-classroom/classroom.yml)
  mkdir -p "$1/tmp"
  (cd "$1/files" && IMAGE=${2:-gradcheck-github-classroom} RUNNER_TEMP=$1/tmp GITHUB_OUTPUT=$1/result bash -euo pipefail -c "$step")
}

# grade PLATFORM SUBMISSION OPTION...: runs a submission; what a container says of itself is shown where a check fails.
grade() {
  local folder=$work/$1/$2
  mkdir -p "$folder/files" "$folder/results"
  case $2 in
    link) ln -s /autograder/source/assignment.json "$folder/files/layers.py" ;;
    nothing) ;;
    down | missing) cp docker/tests/submissions/right.py "$folder/files/layers.py" ;;
    killed) cp docker/tests/submissions/endless.py "$folder/files/layers.py" ;;
    *) cp "docker/tests/submissions/$2.py" "$folder/files/layers.py" ;;
  esac
  "on_$1" "$folder" "${@:3}" >"$folder/log" 2>&1 || echo "exit code $?" >>"$folder/log"
}

judge() { /usr/bin/python3 docker/tests/check.py "$1" "$2" "$work/$1/$2/result" || { cat "$work/$1/$2/log"; return 1; }; }

for submission in right wrong crashing endless cheating; do
  for platform in gradescope prairielearn github-classroom; do grade "$platform" "$submission" & done
  wait
done
# What an image does whatever it writes for, on one of them.
for submission in exiting flooding link nothing; do grade gradescope "$submission" & done
grade gradescope down -v /dev/null:/opt/grader/service/GradCheck.Api.dll:ro &
grade gradescope killed --timeout 5 &
grade github-classroom missing gradcheck-is-not-here &
wait

for platform in gradescope prairielearn github-classroom; do
  for submission in right wrong crashing endless cheating; do check "$platform: $submission" judge "$platform" "$submission"; done
done
for submission in exiting flooding link nothing down killed; do check "gradescope: $submission" judge gradescope "$submission"; done
check "github-classroom: no image" judge github-classroom missing
