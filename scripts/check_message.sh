#!/usr/bin/env bash
# The commit-msg hook of .pre-commit-config.yaml: a subject under 72 signs, an empty line, a body that says why.
set -euo pipefail
mapfile -t lines < <(grep -v '^#' "$1" || true)
subject=${lines[0]-}
if [ -z "$subject" ] || [ "${#subject}" -gt 72 ]; then
    echo "commit: the subject has ${#subject} signs; 1 to 72, please" >&2
    exit 1
fi
if [ -n "${lines[1]-}" ] || [ -z "$(printf '%s' "${lines[@]:2}" | tr -d '[:space:]')" ]; then
    echo "commit: after the subject an empty line, then why (and the scores, where rules of reading changed)" >&2
    exit 1
fi
