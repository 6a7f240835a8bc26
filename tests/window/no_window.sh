#!/bin/bash
# Starts the window where there can be none: no_window.sh BINARY
#
# Without a display, without OpenGL, without a library that is loaded when it starts: each time one sentence, what to do,
# the command line's name, exit code 2, and no panic. BINARY is the command line's. That the window does open where
# nothing is missing is the control. Libraries are hidden in a mount namespace of its own. The last line is
# `N passed, M failed`. Debian packages: xvfb openbox x11-utils xdotool libgl1-mesa-dri, and util-linux's unshare.
set -eu
HERE=$(dirname "$(readlink -f "$0")")
BINARY=$(readlink -f "$1")
XDG_CONFIG_HOME=$(mktemp -d)
export XDG_CONFIG_HOME
trap 'rm -rf "$XDG_CONFIG_HOME"' EXIT
. "$HERE/screen.sh"
ERRORS=$XDG_CONFIG_HOME/errors
passed=0
failed=0

pass() {
    passed=$((passed + 1))
    echo "ok      $1"
}

fail() {
    failed=$((failed + 1))
    echo "FAILED  $1:"
    cat "$ERRORS"
}

# NAME SENTENCE COMMAND...: refuses with this sentence. Mesa's own warnings on standard error are not the program's.
refuse() {
    local name=$1 sentence=$2 code=0
    shift 2
    timeout 20 "$@" >/dev/null 2>"$ERRORS" </dev/null || code=$?
    grep -vE '^lib(GL|EGL) |^$' "$ERRORS" >"$ERRORS.own" || true
    if [ "$code" -eq 2 ] && [ "$(wc -l <"$ERRORS.own")" -eq 2 ] &&
        head -1 "$ERRORS.own" | grep -q "^token-debugger: $sentence" &&
        tail -1 "$ERRORS.own" | grep -q 'token-debugger --help' && ! grep -q panicked "$ERRORS"; then
        pass "$name: $(head -1 "$ERRORS.own")"
    else
        fail "$name, exit code $code"
    fi
}

# PATTERN COMMAND...: runs it where the libraries of this name are empty files.
# shellcheck disable=SC2016
WITHOUT=(unshare --map-root-user --mount bash -c '
    shopt -s nullglob
    for folder in /usr/lib/*-linux-gnu /usr/lib /usr/lib64; do
        for library in "$folder"/$1; do
            [ -d "$library" ] || mount --bind /dev/null "$library"
        done
    done
    shift
    exec "$@"
' bash)

refuse "no display is named" "There is no display" env -u DISPLAY -u WAYLAND_DISPLAY "$BINARY"
refuse "a display that is not there" "There is no display" env -u WAYLAND_DISPLAY DISPLAY=:4321 "$BINARY"
refuse "a Wayland display that is not there" "There is no display" env WAYLAND_DISPLAY=wayland-4321 "$BINARY"

start_screen
refuse "no OpenGL library" "The window needs OpenGL" "${WITHOUT[@]}" 'lib*GL*.so*' "$BINARY"
refuse "no driver for OpenGL" "The window needs OpenGL" env LIBGL_DRIVERS_PATH=/nonexistent GBM_BACKENDS_PATH=/nonexistent \
    __EGL_VENDOR_LIBRARY_FILENAMES=/dev/null __GLX_VENDOR_LIBRARY_NAME=nonexistent "$BINARY"
refuse "no library for the keyboard" "No window can be opened" "${WITHOUT[@]}" 'libxkbcommon-x11.so*' "$BINARY"
refuse "no library for the pointer" "No window can be opened" "${WITHOUT[@]}" 'libXcursor.so*' "$BINARY"

"$BINARY" >/dev/null 2>"$ERRORS" &
window=$!
if wait_for_window "Token Debugger" >/dev/null; then
    pass "where nothing is missing, the window opens"
else
    fail "where nothing is missing, the window does not open"
fi
kill "$window"
wait "$window" 2>/dev/null || true
stop_screen

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
