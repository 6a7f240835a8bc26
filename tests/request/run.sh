#!/bin/sh
# Runs what `token-debugger request` writes against a server on loopback: `tests/request/run.sh BINARY`.
# Needs curl, openssl and python3. The Python packages are taken from $PYTHON (python3 if not set) if they are there,
# else from a venv that is made for this run; jose for JavaScript is installed for this run if node and npm are there.
set -eu
export PYTHONDONTWRITEBYTECODE=1
binary=$(readlink -f "$1")
here=$(dirname "$(readlink -f "$0")")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

python=${PYTHON:-python3}
if ! "$python" -c 'import cryptography, dotenv, jwt, requests' 2>/dev/null; then
    python3 -m venv "$folder/venv"
    "$folder/venv/bin/pip" install --quiet --requirement "$here/requirements.txt"
    python=$folder/venv/bin/python
fi

modules=
if command -v node >/dev/null && command -v npm >/dev/null; then
    mkdir "$folder/node"
    if (cd "$folder/node" && npm install --silent --no-audit --no-fund jose@6 >"$folder/npm.log" 2>&1); then
        modules=$folder/node
    else
        echo "skipped: jose can't be installed, so no JavaScript is run"
    fi
else
    echo "skipped: there is no node with npm, so no JavaScript is run"
fi

"$python" "$here/journeys.py" "$binary" "$folder" "$modules"
