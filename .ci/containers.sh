# shellcheck shell=bash
# Functions for .ci/docker and .ci/compose, which source this file after `set -euo pipefail`.

me=".ci/$(basename "$0")"
say() { printf '%s: %s\n' "$me" "$*"; }

# fail WHY [CONTAINER]
fail() {
  say "FAILED: $1" >&2
  [ -z "${2:-}" ] || docker logs --tail 40 "$2" >&2 || true
  exit 1
}

# await_health CONTAINER: waits until the health check of the image succeeds.
await_health() {
  local deadline=$((SECONDS + 120)) state
  while [ "$SECONDS" -lt "$deadline" ]; do
    state="$(docker inspect -f '{{.State.Status}} {{.State.Health.Status}}' "$1")"
    case "$state" in
      'running healthy') return ;;
      running*) sleep 1 ;;
      *) fail "$1 is $state instead of healthy" "$1" ;;
    esac
  done
  fail "$1 is not healthy after 120 s" "$1"
}

base_url() { echo "http://127.0.0.1:$(docker port "$1" 3473/tcp | head -1 | sed 's/.*://')"; }

# call CONTAINER PATH [BODY]: sends a request, expects status 200, and prints the body of the response.
call() {
  local url answer
  url="$(base_url "$1")$2"
  answer="$(curl -sS -m 20 -w '\n%{http_code}' -H 'Authorization: Bearer fw_x' ${3:+-H 'Content-Type: application/json' -d "$3"} "$url")" \
    || fail "no answer from $2" "$1"
  [ "${answer##*$'\n'}" = 200 ] || fail "$2 answered $answer" "$1"
  printf '%s' "${answer%$'\n'*}"
}

# create_job CONTAINER: creates a job, and prints its name.
create_job() {
  local job name
  job="$(call "$1" /v1/accounts/a/supervisedFineTuningJobs \
    '{"dataset":"accounts/a/datasets/d","baseModel":"accounts/fireworks/models/qwen3-8b"}')"
  name="$(grep -o '"name" *: *"accounts/a/supervisedFineTuningJobs/[^"]*"' <<<"$job" | head -1 | cut -d'"' -f4)" \
    || fail "no name in $job" "$1"
  printf '%s' "$name"
}

# must_have_job CONTAINER NAME
must_have_job() {
  local job
  job="$(call "$1" "/v1/$2")"
  grep -q "\"$2\"" <<<"$job" || fail "GET $2 answered $job" "$1"
}
