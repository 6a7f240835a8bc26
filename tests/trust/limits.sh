#!/bin/bash
# Inputs that are made to take long: an answer within 100 ms or a refusal by size, and a window that stays quick.
# limits.sh BINARY [--no-window]
#
# BINARY is the release build of the command line. Each input goes through the whole program, see limits.py. With
# cargo on the path the window's frames are measured as well, in an optimised build that takes some minutes to make
# the first time; without it, or with --no-window, that part is named as skipped. Needs python3.
set -eu
HERE=$(dirname "$(readlink -f "$0")")
BINARY=$(readlink -f "$1")
KEY=$HERE/../fixtures/keys/good/live-ops.env
FOLDER=$(mktemp -d)
trap 'rm -rf "$FOLDER"' EXIT

failed=0
python3 "$HERE/limits.py" "$BINARY" "$KEY" "$FOLDER" || failed=1

if [ "${2:-}" = --no-window ]; then
    echo "skipped the window's frames: they need an optimised build of the window's tests"
elif command -v cargo >/dev/null; then
    cd "$HERE/../.."
    cargo test --release --locked --test window_limits -- --nocapture --test-threads 1 || failed=1
else
    echo "skipped the window's frames: there is no cargo"
fi
exit "$failed"
