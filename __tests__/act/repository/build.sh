#!/usr/bin/env bash
# Stands in for what a user's repository does before it needs a token.
set -euo pipefail
echo 'built'
