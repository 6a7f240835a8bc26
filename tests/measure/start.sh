#!/bin/bash
# The start of the window beside that of an empty one of the same toolkit: start.sh BINARY [RUNS]
#
# Both show their window on a virtual screen, in turns; see first_frame.py for what is measured. BINARY is the command line
# or the window of the release build. The empty window is built here, from the same versions in the same way. Exit code 1
# when the median start takes more than 1.2 times as long as the empty window's. Debian packages: those of
# ../window/run.sh.
set -eu
HERE=$(dirname "$(readlink -f "$0")")
# What is remembered from one run to the next is not the user's own here.
XDG_CONFIG_HOME=$(mktemp -d)
export XDG_CONFIG_HOME
BINARY=$(readlink -f "$1")
RUNS=${2:-15}
LIMIT=1.2
# With the crate's own target folder what both need is built once.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$HERE/../../target}
cargo build --release --locked --quiet --manifest-path "$HERE/empty-window/Cargo.toml"

. "$HERE/../window/screen.sh"
start_screen
result=$(mktemp)
trap 'rm -f "$result"; stop_screen' EXIT
# The bus talks on the same streams as what it runs.
dbus-run-session -- bash -c '/usr/bin/python3 "$@" >"$0"' "$result" \
    "$HERE/first_frame.py" "$RUNS" "$BINARY" "$CARGO_TARGET_DIR/release/empty-window" 2>/dev/null
cat "$result"
/usr/bin/python3 -c 'import json, sys; sys.exit(json.load(open(sys.argv[1]))["ratio"] > float(sys.argv[2]))' \
    "$result" "$LIMIT"
