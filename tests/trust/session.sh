# Source it: `in_session COMMAND…` runs a command on a virtual screen and an accessibility bus of its own, with a home
# and settings of nobody's. Debian packages: those of ../window/run.sh.
. "$(dirname "${BASH_SOURCE[0]}")/../window/screen.sh"

in_session() {
    local code=0 settings
    settings=$(mktemp -d)
    mkdir -m 700 "$settings/run"
    start_screen
    # The accessibility bus has its socket in the folder for run-time files: two sessions at once must not share it.
    XDG_CONFIG_HOME=$settings XDG_RUNTIME_DIR=$settings/run XDG_CACHE_HOME=$settings/cache dbus-run-session -- bash -c '
        set -eu
        /usr/libexec/at-spi-bus-launcher --launch-immediately & bus=$!
        trap "kill $bus 2>/dev/null || true" EXIT
        for _ in $(seq 50); do
            gdbus call --session --dest org.a11y.Bus --object-path /org/a11y/bus \
                --method org.freedesktop.DBus.Properties.Set org.a11y.Status IsEnabled "<true>" \
                >/dev/null 2>&1 && break
            sleep 0.1
        done
        "$@"
    ' bash "$@" || code=$?
    stop_screen
    rm -rf "$settings"
    return "$code"
}
