#!/bin/sh
# Make the virtual environment that the Makefile uses: Python 3.11 or later, and the locked packages.
# As root on Debian, missing system packages are installed; otherwise they are named.
set -eu

need() { # need PACKAGE: install it, or say how
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1"
    else
        echo "turunkan needs the system package '$1'. Install it (Debian: apt-get install $1) and run make again." >&2
        exit 1
    fi
}

if ! command -v "$PYTHON" >/dev/null; then
    [ "$PYTHON" = python3 ] || { echo "There is no '$PYTHON' here. Name another: make test PYTHON=python3" >&2; exit 1; }
    need python3
fi
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "turunkan needs Python 3.11 or later; $PYTHON is $("$PYTHON" --version). Run: make test PYTHON=python3.11" >&2
    exit 1
}
"$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || need python3-venv

rm -rf "$VENV"
"$PYTHON" -m venv "$VENV"
"$VENV/bin/python" -m pip install -q --disable-pip-version-check -r requirements-dev.txt
"$VENV/bin/python" -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
