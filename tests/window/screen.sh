# Source it: starts a virtual screen with a window manager on a free display number and sets DISPLAY.
# `stop_screen` ends both. Needs xvfb, openbox, x11-utils.

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
