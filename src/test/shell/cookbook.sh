#!/usr/bin/env bash
# What the README's cookbook shows is cut from here, between the tags, so that it is what has been run.
# Wants FIREWORKS_BASE_URL, bash, curl 7.82 or newer and python3.
set -euo pipefail
: "${FIREWORKS_BASE_URL:=http://localhost:3473}"
cd "$(mktemp -d)"

# Fails unless the text on standard input has all of these in it.
expect() {
  local text
  text="$(cat)"
  for part in "$@"; do
    [[ $text == *"$part"* ]] || { echo "expected $part in: $text"; exit 1; }
  done
}

# tag::world[]
account="t-$(python3 -c 'import uuid; print(uuid.uuid4())')" # an account of a test's own
api="$FIREWORKS_BASE_URL/v1/accounts/$account"
control="$FIREWORKS_BASE_URL/_emulator/v1/accounts/$account"
auth="Authorization: Bearer fw_local"
job='{"dataset": "train", "baseModel": "accounts/fireworks/models/qwen3-8b", "loraRank": 8}'
# end::world[]
curl -sf --json '{}' "$control/clock:freeze" >/dev/null

{
  # tag::fail[]
  curl -sf -X PUT --json '{"plan": {"stages": [{"state": "RUNNING", "lasts": "600s"},
    {"state": "FAILED", "code": "RESOURCE_EXHAUSTED", "message": "no capacity"}], "reaches": 60}}' "$control/resources/supervisedFineTuningJobs/doomed/plan"
  curl -sf -H "$auth" --json "$job" "$api/supervisedFineTuningJobs?supervisedFineTuningJobId=doomed"
  curl -sf --json '{"advance": true}' "$control/resources/supervisedFineTuningJobs/doomed:wait"
  curl -sf -H "$auth" "$api/supervisedFineTuningJobs/doomed"
  # end::fail[]
} | expect '"state":"JOB_STATE_FAILED"' '"percent":60' '"no capacity"'

{
  # tag::time[]
  curl -sf --json '{}' "$control/clock:freeze"
  curl -sf -H "$auth" --json "$job" "$api/supervisedFineTuningJobs?supervisedFineTuningJobId=long"
  curl -sf --json '{"by": "PT6H"}' "$control/clock:advance" # tells what happened on the way, and when
  # end::time[]
} | expect '"toState":"JOB_STATE_COMPLETED"'

{
  # tag::retry[]
  curl -sf --json '{"match": {"operation": "GetSupervisedFineTuningJob"}, "when": {"first": 2},
    "error": {"preset": "RATE_LIMITED", "retryAfter": "1s"}}' "$control/faults?faultId=busy"
  curl -sf -H "$auth" --json "$job" "$api/supervisedFineTuningJobs?supervisedFineTuningJobId=busy"
  curl -sf --retry 2 -H "$auth" "$api/supervisedFineTuningJobs/busy" # curl waits as long as Retry-After says
  curl -sf "$control/faults/busy"
  # end::retry[]
} | expect '"fired":"2"'

{
  # tag::polite[]
  curl -sf -H "$auth" --json "$job" "$api/supervisedFineTuningJobs?supervisedFineTuningJobId=watched"
  until curl -sf -H "$auth" "$api/supervisedFineTuningJobs/watched" | grep -q JOB_STATE_COMPLETED; do
    curl -sf --json '{"by": "2s"}' "$control/clock:advance" # instead of a sleep
  done
  curl -sf --json '{"minInterval": "1s", "maxPolls": 10, "maxPollsAfterEnd": 0, "retryAfterRespected": true}' \
    "$control/resources/supervisedFineTuningJobs/watched:audit"
  # end::polite[]
} | expect '"verdict":"PASS"'

{
  # tag::parallel[]
  other="$FIREWORKS_BASE_URL/_emulator/v1/accounts/another-test" # an account of its own is all the isolation that a test needs
  curl -sf -X PUT --json '{"use": "fails-at-99-percent"}' "$other/defaultPlan"
  curl -sf -H "$auth" --json "$job" "$api/supervisedFineTuningJobs?supervisedFineTuningJobId=mine"
  curl -sf --json '{"advance": true}' "$control/resources/supervisedFineTuningJobs/mine:wait"
  curl -sf --json '{}' "$other:reset" # this one's world is untouched
  # end::parallel[]
} | expect '"state":"JOB_STATE_COMPLETED"'

{
  # tag::snapshot[]
  curl -sf --json '{}' "$control:snapshot" -o world.zip
  curl -sf -H 'Content-Type: application/zip' --data-binary @world.zip \
    "$FIREWORKS_BASE_URL/_emulator/v1/accounts/$account-copy:restore"
  curl -sf -H "$auth" "$FIREWORKS_BASE_URL/v1/accounts/$account-copy/models/mine"
  # end::snapshot[]
} | expect '"state":"READY"'

echo "cookbook: all recipes did what they say"
