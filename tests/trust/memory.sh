#!/bin/bash
# Proves with gdb's gcore that no trace of a private key stays in memory: memory.sh FOLDER_OF_THE_PROGRAMS [RUNS]
#
# After "Forget key" and at the last system call of the window, and at that of every subcommand that takes a key; each
# run with a fresh key. While the key is loaded it must be found, and every single trace must be found in a program
# that keeps it. The last line is `N passed, M failed`. Run it as root: the programs forbid to be looked at.
#
# Debian packages: those of ../window/run.sh, and gdb, openssl.
set -eu
HERE=$(dirname "$(readlink -f "$0")")
FOLDER=$(readlink -f "$1")
RUNS=${2:-20}
export PYTHONDONTWRITEBYTECODE=1
. "$HERE/session.sh"

results=$(mktemp)
trap 'rm -f "$results"' EXIT
{
    /usr/bin/python3 "$HERE/memory_command_line.py" "$FOLDER/token-debugger" "$RUNS" || true
    in_session /usr/bin/python3 "$HERE/memory_window.py" "$FOLDER/token-debugger-window" "$RUNS" || true
} | tee "$results" | grep -v ' passed, '
passed=$(grep -c '^ok ' "$results" || true)
failed=$(grep -c '^FAILED ' "$results" || true)
# Each of the two says that it came to its end.
[ "$(grep -c ' passed, ' "$results")" = 2 ] || failed=$((failed + 1))
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
