#!/usr/bin/env bash
# Stands in for what a user's repository does with the token: `./deploy.sh [region]`.
set -euo pipefail
curl --fail-with-body --silent --show-error --header @- "https://api.example.com/deploy/${1-}" <<< "Authorization: Bearer $TOKEN"
