#!/bin/sh
# Builds the talks and publishes them to "publish:" in talks.yaml, for cron or a systemd timer.
# talks.lock remembers what subscribers have seen: it is pushed before anything is published.
# Explained in @PROJECT@/blob/main/docs/recipes.md
set -eu
cd "$(dirname "$0")/@BELOW@"
has_upstream() { git rev-parse --verify --quiet '@{upstream}' >/dev/null 2>&1; }

if has_upstream; then git pull --quiet --ff-only; fi
talkfeed update talks.yaml || test $? = 76 # an address that fails keeps its talks
talkfeed build talks.yaml
if has_upstream; then
  git add talks.lock
  if [ -d talks.sources ]; then git add --all talks.sources; fi
  if ! git diff --cached --quiet; then
    git commit --quiet --message "Update talks.lock"
  fi
  git push --quiet
fi
talkfeed publish "$@"
talkfeed ping # without a hub in talks.yaml it does nothing
