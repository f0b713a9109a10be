#!/usr/bin/env bash
# Installs Debian's chromium and its driver for tests/browser, where they are missing. Needs root or sudo.
set -euo pipefail

if command -v chromium >/dev/null && command -v chromedriver >/dev/null; then exit 0; fi
say() { printf 'setup: %s\n' "$*" >&2; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

command -v apt-get >/dev/null || { say "install chromium and chromium-driver with this system's own package manager"; exit 1; }
say "installing chromium chromium-driver (apt)"
as_root apt-get update -qq
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium chromium-driver >/dev/null
