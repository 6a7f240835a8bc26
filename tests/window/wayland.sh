#!/bin/bash
# Uses the window on Wayland itself and on XWayland: wayland.sh BINARY
#
# Runs wayland.py in a compositor without a screen, and again with BREAK=1, where every step has to fail. BINARY is the
# command line's. Nobody types there: what is pressed is pressed by name on the accessibility bus. The last line is
# `N passed, M failed`. Debian packages: weston xwayland dbus at-spi2-core python3-pyatspi python3-gi libglib2.0-bin
# libgl1-mesa-dri libegl1 libwayland-egl1
set -eu
HERE=$(dirname "$(readlink -f "$0")")
BINARY=$(readlink -f "$1")
FOLDER=$(mktemp -d)
export XDG_RUNTIME_DIR=$FOLDER/run XDG_CONFIG_HOME=$FOLDER/config LIBGL_ALWAYS_SOFTWARE=1
mkdir -m 700 "$XDG_RUNTIME_DIR"
unset DISPLAY WAYLAND_SOCKET
weston --backend=headless-backend.so --socket=wayland-test --xwayland --idle-time=0 --width=1280 --height=800 \
    >"$FOLDER/weston.log" 2>&1 &
compositor=$!
trap 'kill "$compositor" 2>/dev/null || true; wait "$compositor" 2>/dev/null || true; rm -rf "$FOLDER"' EXIT
for _ in $(seq 100); do
    grep -q 'listening on display' "$FOLDER/weston.log" && [ -S "$XDG_RUNTIME_DIR/wayland-test" ] && break
    sleep 0.1
done
XWAYLAND=$(grep -oE 'listening on display :[0-9]+' "$FOLDER/weston.log" | grep -oE ':[0-9]+$')
export WAYLAND_DISPLAY=wayland-test XWAYLAND

run_steps() {
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
        PYTHONDONTWRITEBYTECODE=1 timeout 300 /usr/bin/python3 "$@"
    ' bash "$HERE/wayland.py" "$BINARY" "$FOLDER/steps" 2>/dev/null
}

code=0
run_steps | tee "$FOLDER/steps.txt" || true
passed=$(grep -c '^ok ' "$FOLDER/steps.txt" || true)
failed=$(grep -c '^FAILED ' "$FOLDER/steps.txt" || true)
grep -q "^$passed passed, $failed failed$" "$FOLDER/steps.txt" || failed=$((failed + 1))
BREAK=1 run_steps >"$FOLDER/broken.txt" || code=$?
if [ "$code" -ne 0 ] && grep -q "^0 passed, $((passed + failed)) failed$" "$FOLDER/broken.txt"; then
    passed=$((passed + 1))
    echo "ok      wrong expectations are noticed"
else
    failed=$((failed + 1))
    echo "FAILED  wrong expectations are not noticed:"
    cat "$FOLDER/broken.txt"
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
