#!/usr/bin/env bash
# The images of the service and of the three graders, built by buildah on bases made here.
set -euo pipefail
store=(--storage-driver overlay --root "$CI_WORK/store" --runroot "$CI_WORK/store-run")
# A stage that is only copied from leaves a container, whose mount would keep the folder from going.
trap 'buildah "${store[@]}" rm --all >/dev/null 2>&1 || true' EXIT

.ci/local-bases.sh "${store[@]}"
echo "bases after $SECONDS s"

# Without the docker format the health check would be dropped; --pull-never keeps to the bases just made.
build() {
  buildah "${store[@]}" bud --isolation chroot --network host --pull-never --format docker -t "$1" "$2" >"$CI_WORK/image.log" 2>&1 ||
    { cat "$CI_WORK/image.log"; exit 1; }
  echo "$1 after $SECONDS s"
}
build gradcheck .
build gradcheck-grader docker/grader
for platform in gradescope prairielearn github-classroom; do build "gradcheck-$platform" "docker/$platform"; done
