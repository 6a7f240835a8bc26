# Source it: `start_screen` starts a virtual screen with a window manager on a free display number and sets DISPLAY,
# `stop_screen` ends both, `wait_for_window` and `wait_for_no_window` wait for a window to come and to go.
# Needs xvfb, openbox, x11-utils, xdotool.

start_screen() {
    local number_file
    number_file=$(mktemp)
    Xvfb -displayfd 3 -screen 0 "${SCREEN_SIZE:-1280x800}x24" -nolisten tcp 3>"$number_file" >/dev/null 2>&1 &
    SCREEN_PID=$!
    for _ in $(seq 100); do
        [ -s "$number_file" ] && break
        sleep 0.1
    done
    DISPLAY=:$(cat "$number_file")
    rm -f "$number_file"
    # A screen without a graphics card draws in software.
    export DISPLAY LIBGL_ALWAYS_SOFTWARE=1
    unset WAYLAND_DISPLAY WAYLAND_SOCKET
    xdpyinfo >/dev/null
    for _ in 1 2 3; do
        openbox >/dev/null 2>&1 &
        WINDOW_MANAGER_PID=$!
        # The window manager is ready when it has put its name on the root window.
        for _ in $(seq 100); do
            if xprop -root _NET_SUPPORTING_WM_CHECK 2>/dev/null | grep -q 'window id'; then
                return
            fi
            sleep 0.1
        done
        kill "$WINDOW_MANAGER_PID" 2>/dev/null || true
    done
    echo "openbox does not start on $DISPLAY" >&2
    return 1
}

stop_screen() {
    kill "$WINDOW_MANAGER_PID" "$SCREEN_PID" 2>/dev/null || true
    wait "$WINDOW_MANAGER_PID" "$SCREEN_PID" 2>/dev/null || true
}

# list_windows TITLE: the numbers of the windows with this title that are to be seen.
list_windows() {
    # Not with --sync: xdotool stops with an error when another window goes away while it looks.
    xdotool search --onlyvisible --name "^$1\$" 2>/dev/null || true
}

# wait_for_window TITLE: prints the number of the window with this title, as soon as it is to be seen.
wait_for_window() {
    for _ in $(seq 150); do
        if list_windows "$1" | grep -m 1 .; then
            return
        fi
        sleep 0.2
    done
    echo "no window “$1” is to be seen" >&2
    return 1
}

# wait_for_no_window TITLE: the X server takes a window away a little later than its program ends.
wait_for_no_window() {
    while list_windows "$1" | grep -q .; do
        sleep 0.1
    done
}
