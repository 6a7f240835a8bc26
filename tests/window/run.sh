#!/bin/bash
# Uses the real window on a virtual screen as a person would: run.sh BINARY [OUTPUT_FOLDER]
#
# Runs steps.py twice: as it is, where every step must pass, and with BREAK=1, where every step expects something wrong
# and must fail; otherwise the steps prove nothing. Pictures of each step are left in the output folder. The last line
# is `N passed, M failed`, the exit code 0 when nothing failed. With BREAK=1 in the environment only the broken run is
# made, and the exit code is that of a failure.
#
# Debian packages: xvfb openbox xdotool xclip imagemagick x11-utils dbus at-spi2-core python3-pyatspi gir1.2-gtk-3.0
# python3-gi libglib2.0-bin
set -eu
HERE=$(dirname "$(readlink -f "$0")")
# What is remembered from one run to the next is not the user's own here.
XDG_CONFIG_HOME=$(mktemp -d)
export XDG_CONFIG_HOME
BINARY=$(readlink -f "$1")
OUTPUT=${2:-$(mktemp -d)}
mkdir -p "$OUTPUT"
OUTPUT=$(readlink -f "$OUTPUT")
. "$HERE/screen.sh"

# One run on a screen and an accessibility bus of its own.
run_steps() {
    start_screen
    local code=0
    dbus-run-session -- bash -c '
        set -eu
        /usr/libexec/at-spi-bus-launcher --launch-immediately & bus=$!
        trap "kill $bus 2>/dev/null || true" EXIT
        for _ in $(seq 50); do
            gdbus call --session --dest org.a11y.Bus --object-path /org/a11y/bus \
                --method org.freedesktop.DBus.Properties.Set org.a11y.Status IsEnabled "<true>" \
                >/dev/null 2>&1 && break
            sleep 0.1
        done
        # pyatspi belongs to the Python of the system.
        PYTHONDONTWRITEBYTECODE=1 timeout 600 /usr/bin/python3 "$@"
    ' bash "$HERE/steps.py" "$BINARY" "$1" || code=$?
    stop_screen
    return "$code"
}

if [ "${BREAK:-}" = 1 ]; then
    run_steps "$OUTPUT/broken"
    exit
fi

code=0
run_steps "$OUTPUT" | tee "$OUTPUT/steps.txt" || true
passed=$(grep -c '^ok ' "$OUTPUT/steps.txt" || true)
failed=$(grep -c '^FAILED ' "$OUTPUT/steps.txt" || true)
grep -q "^$passed passed, $failed failed$" "$OUTPUT/steps.txt" || failed=$((failed + 1))

echo "the same with wrong expectations: every step must fail"
BREAK=1 run_steps "$OUTPUT/broken" >"$OUTPUT/broken.txt" 2>&1 || code=$?
if [ "$code" -ne 0 ] && grep -q "^0 passed, $((passed + failed)) failed$" "$OUTPUT/broken.txt"; then
    passed=$((passed + 1))
    echo "ok      wrong expectations are noticed"
else
    failed=$((failed + 1))
    echo "FAILED  wrong expectations are not noticed:"
    cat "$OUTPUT/broken.txt"
fi
echo "pictures are in $OUTPUT"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
