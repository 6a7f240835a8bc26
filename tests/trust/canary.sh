#!/bin/bash
# Proves that no secret gets into any output, log, file, title, accessibility tree or process list:
# canary.sh FOLDER_OF_THE_PROGRAMS
#
# A key and a token that are nowhere else go through every subcommand and every way of failing (damaged files, wrong
# arguments, a full disk, a forced panic) and through the window, with every library as loud as it gets. Then all that
# was left behind is searched for the key in every encoding, and for the token where nobody asked for it. What is
# planted there is found. The last line is `N passed, M failed`.
#
# Debian packages: those of ../window/run.sh, and openssl, strace.
set -eu
HERE=$(dirname "$(readlink -f "$0")")
PROGRAMS=$(readlink -f "$1")
SCRATCH=$(mktemp -d)
trap 'rm -rf "$SCRATCH"' EXIT
export PYTHONDONTWRITEBYTECODE=1
. "$HERE/session.sh"
in_session /usr/bin/python3 "$HERE/canary.py" "$PROGRAMS" "$SCRATCH"
