#!/usr/bin/env bash
# Stands in for what a user's repository does for longer than a token lives. A token that is captured and printed, and one that is
# printed straight to the log, must be masked; the last one is fresh.
set -euo pipefail
for step in 1 2 3 4 5; do
  TOKEN=$("$TOKEN_COMMAND")
  echo "captured $step: $TOKEN"
  curl --fail-with-body --silent --show-error --header @- "https://api.example.com/migrate/$step" <<< "Authorization: Bearer $TOKEN"
  sleep 1
done
sleep 2
echo 'printed straight to the log:'
"$TOKEN_COMMAND" --header
curl --fail-with-body --silent --show-error --header @<("$TOKEN_COMMAND" --header) https://api.example.com/migrate/6
