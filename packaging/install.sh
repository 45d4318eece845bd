#!/bin/sh
# Makes the virtual environment with the locked dependencies and the program in it.
# Called by the Makefile; PYTHON and VENV may be set.
set -eu
cd "$(dirname "$0")/.."
PYTHON="${PYTHON:-python3}"
VENV="${VENV:-.venv}"

if [ "$(uname -s)" = Linux ]; then
    sh packaging/linux/system.sh
fi

command -v "$PYTHON" >/dev/null 2>&1 || {
    echo "Python 3.11 or newer is needed and '$PYTHON' was not found." >&2
    exit 1
}
"$PYTHON" - <<'PY'
import sys
if sys.version_info < (3, 11):
    sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}. Try: make PYTHON=python3.12 demo")
PY

[ -x "$VENV/bin/python" ] || "$PYTHON" -m venv "$VENV"
"$VENV/bin/python" -m pip install --quiet --require-hashes -r requirements.lock
"$VENV/bin/python" -m pip install --quiet --no-deps --no-build-isolation --editable .
echo "Installed: $VENV/bin/viewer"
