#!/bin/bash
# What the window takes while nobody touches it: idle.sh BINARY [SECONDS]
#
# BINARY is the command line of the release build; the window's program lies beside it. Processor time (user and system,
# all threads, from /proc) over so many seconds, 60 when none are given, on a virtual screen that is drawn in software:
# without anything that changes by itself, with the countdown of a test token, and with a captured token whose times tick.
# Memory after the first frame, resident and proportional, beside that of an empty window of the same toolkit, which is
# built here from the same versions. A window over which the pointer moves all the time is measured in the same way: if
# that is not seen, the rest proves nothing. The last line is `N passed, M failed`. Debian packages: those of
# ../window/run.sh.
set -eu
HERE=$(dirname "$(readlink -f "$0")")
BINARY=$(readlink -f "$1")
SECONDS_EACH=${2:-60}
KEY=$(readlink -f "$HERE/../fixtures/keys/good/live-ops.env")
# Percent of one core.
MOST_QUIET=0.1
MOST_COUNTING=0.5
# Times what the empty window takes.
MOST_MEMORY=1.25
# With the crate's own target folder what both need is built once.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$HERE/../../target}
cargo build --release --locked --quiet --manifest-path "$HERE/empty-window/Cargo.toml"
EMPTY=$CARGO_TARGET_DIR/release/empty-window

# What is remembered from one run to the next is not the user's own here.
XDG_CONFIG_HOME=$(mktemp -d)
export XDG_CONFIG_HOME
. "$HERE/../window/screen.sh"
start_screen
PROGRAM=
finish() {
    [ -z "$PROGRAM" ] || kill "$PROGRAM" 2>/dev/null || true
    stop_screen
    rm -rf "$XDG_CONFIG_HOME"
}
trap finish EXIT
passed=0
failed=0

# TITLE PANE PROGRAM [ARGUMENT]...: opens a window and waits until it is at rest; a notice leaves after eight seconds.
open_window() {
    local title=$1 pane=$2
    shift 2
    mkdir -p "$XDG_CONFIG_HOME/token-debugger"
    printf '{"pane": "%s"}\n' "$pane" >"$XDG_CONFIG_HOME/token-debugger/settings.json"
    "$@" >/dev/null 2>&1 & PROGRAM=$!
    WINDOW=$(wait_for_window "$title")
    xdotool windowactivate --sync "$WINDOW" mousemove 1279 799
    sleep "${REST:-13}"
}

close_window() {
    kill "$PROGRAM"
    wait "$PROGRAM" 2>/dev/null || true
    PROGRAM=
    wait_for_no_window "Empty window"
    wait_for_no_window "Token Debugger"
}

# Processor time so far, in ticks of the clock.
ticks() {
    sed 's/.*) //' "/proc/$PROGRAM/stat" | awk '{ print $12 + $13 }'
}

# Percent of one core over the next seconds.
measure_processor() {
    local before
    before=$(ticks)
    sleep "$1"
    awk -v used=$(($(ticks) - before)) -v tick="$(getconf CLK_TCK)" -v span="$1" \
        'BEGIN { printf "%.3f\n", 100 * used / tick / span }'
}

# Resident and proportional memory in KiB.
memory() {
    awk '/^Rss:/ { rss = $2 } /^Pss:/ { pss = $2 } END { print rss, pss }' "/proc/$PROGRAM/smaps_rollup"
}

# WORDS CONDITION: the condition is one of numbers.
judge() {
    if awk "BEGIN { exit !($2) }"; then
        passed=$((passed + 1))
        echo "ok      $1"
    else
        failed=$((failed + 1))
        echo "FAILED  $1"
    fi
}

REST=3 open_window "Empty window" read "$EMPTY"
read -r empty_resident empty_proportional < <(memory)
close_window

REST=3 open_window "Token Debugger" read "$BINARY"
read -r resident proportional < <(memory)
for kind in resident proportional; do
    empty=empty_$kind
    ratio=$(awk "BEGIN { printf \"%.3f\", ${!kind} / ${!empty} }")
    judge "$kind memory ${!kind} KiB, $ratio times the empty window's ${!empty} KiB" "$ratio <= $MOST_MEMORY"
done
sleep 9
used=$(measure_processor "$SECONDS_EACH")
judge "without a countdown $used % of a core" "$used < $MOST_QUIET"
end=$((SECONDS + 5))
while [ "$SECONDS" -lt "$end" ]; do
    xdotool mousemove 300 300 mousemove 700 420
done & MOVES=$!
used=$(measure_processor 4)
wait "$MOVES"
judge "with the pointer always moving $used % of a core, which is noticed" "$used > $MOST_COUNTING"
close_window

open_window "Token Debugger" create "$BINARY" "$KEY"
used=$(measure_processor "$SECONDS_EACH")
judge "with the countdown of a test token $used % of a core" "$used < $MOST_COUNTING"
close_window

open_window "Token Debugger" read "$BINARY" "$KEY"
"$BINARY" mint --key "$KEY" --at "$(($(date +%s) - 492))" 2>/dev/null | xclip -selection clipboard -i >/dev/null 2>&1
xdotool key --clearmodifiers ctrl+v
sleep 13
used=$(measure_processor "$SECONDS_EACH")
judge "with a captured token whose times tick $used % of a core" "$used < $MOST_COUNTING"
close_window

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
