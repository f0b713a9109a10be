#!/usr/bin/env bash
# Installs what the project needs and is missing: Python, uv (in .tools), the environment of uv.lock (in .venv), and
# tesseract with its Danish data. Needs Debian 12 or later and, for what apt must install, root or sudo.
# Quick when nothing is missing: the environment carries the hash of what it was made from.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'setup: %s\n' "$*" >&2; }

stop() {
    say "$*"
    exit 1
}

# A person at a terminal may be asked for a password; nobody else can answer.
ask=""
[ -t 0 ] || ask="-n"
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo $ask "$@"; fi
}
may_install() { [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo $ask true 2>/dev/null; }; }

apt_updated=""
apt_install() {
    command -v apt-get >/dev/null || stop "please install $* with this system's own package manager, then run this again"
    may_install || stop "this needs root: run 'apt-get install $*' as root, then run this again"
    say "installing $* (apt)"
    if [ -z "$apt_updated" ]; then
        as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq || stop "apt-get update failed; is the network there?"
        apt_updated=1
    fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
        stop "apt could not install $*; run 'sudo apt-get install $*' and read what it says"
}

has_venv() { python3 -c 'import ensurepip, venv' 2>/dev/null; }
is_new_enough() { python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

has_danish() { command -v tesseract >/dev/null && tesseract --list-langs 2>/dev/null | grep -qx dan; }

find_uv() {
    if command -v uv >/dev/null; then
        uv=uv
        return
    fi
    uv=.tools/bin/uv
    if [ ! -x "$uv" ]; then
        has_venv || apt_install python3-venv
        say "installing uv in .tools"
        rm -rf .tools
        python3 -m venv .tools
        .tools/bin/python -m pip install --quiet --disable-pip-version-check uv ||
            stop "pip could not install uv; is the network there?"
    fi
}

command -v python3 >/dev/null || apt_install python3 python3-venv
is_new_enough || stop "Python 3.11 or later is needed, this is $(python3 --version); Debian 12 has it"
has_danish || apt_install tesseract-ocr tesseract-ocr-dan

stamp=.venv/.ready
made_from=$(cat pyproject.toml uv.lock | sha256sum | cut -c1-64)
if [ -x .venv/bin/aftalearkiv ] && [ "$(cat "$stamp" 2>/dev/null)" = "$made_from" ]; then
    exit 0
fi
find_uv
say "making the environment of uv.lock in .venv"
UV_PYTHON_DOWNLOADS=never "$uv" sync --frozen --quiet --compile-bytecode --python "$(command -v python3)" ||
    stop "the environment could not be made; the lines above say why"
printf '%s\n' "$made_from" >"$stamp"
