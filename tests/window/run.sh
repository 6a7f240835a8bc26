#!/bin/bash
# Uses the real window on a virtual screen as people do: run.sh BINARY [OUTPUT_FOLDER] [SCRIPT]...
#
# BINARY is the command line's; the window's program lies beside it. Each script is run twice: as it is, where every step
# must pass, and with BREAK=1, where every step expects something wrong and must fail; otherwise the steps prove nothing.
#   steps                each part of the window, with pointer, keyboard, and drag from another program
#   screen_reader        without pointer and keyboard, by accessible names alone, and what is read out
#   from_nothing         a whole journey without a key, a token or a mouse
#   from_refused_header  a whole journey with a refused request and the key file
#   from_big_log         a whole journey with the log of a proxy that is too large to be pasted
# Pictures of each step are left in the output folder. The last line is `N passed, M failed`, the exit code 0 when
# nothing failed. With BREAK=1 in the environment only the broken runs are made, and the exit code is that of a failure.
#
# Debian packages: xvfb openbox xdotool xclip imagemagick x11-utils dbus at-spi2-core python3-pyatspi gir1.2-gtk-3.0
# python3-gi libglib2.0-bin
set -eu
HERE=$(dirname "$(readlink -f "$0")")
BINARY=$(readlink -f "$1")
OUTPUT=${2:-$(mktemp -d)}
mkdir -p "$OUTPUT"
OUTPUT=$(readlink -f "$OUTPUT")
SCRIPTS=("${@:3}")
[ ${#SCRIPTS[@]} -gt 0 ] || SCRIPTS=(steps screen_reader from_nothing from_refused_header from_big_log)
. "$HERE/screen.sh"

# SCRIPT FOLDER: one run on a screen and an accessibility bus of its own. What is remembered from one run to the next is
# not the user's own here.
run_steps() {
    local code=0 settings
    settings=$(mktemp -d)
    start_screen
    XDG_CONFIG_HOME=$settings dbus-run-session -- bash -c '
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
    ' bash "$HERE/$1.py" "$BINARY" "$2" || code=$?
    stop_screen
    rm -rf "$settings"
    return "$code"
}

# SCRIPT FOLDER: the same with wrong expectations.
run_broken() {
    BREAK=1 run_steps "$1" "$2/broken"
}

if [ "${BREAK:-}" = 1 ]; then
    code=0
    for script in "${SCRIPTS[@]}"; do
        run_broken "$script" "$OUTPUT/$script" || code=$?
    done
    exit "$code"
fi

all_passed=0
all_failed=0
for script in "${SCRIPTS[@]}"; do
    echo "-- $script"
    folder=$OUTPUT/$script
    mkdir -p "$folder"
    run_steps "$script" "$folder" | tee "$folder/steps.txt" || true
    passed=$(grep -c '^ok ' "$folder/steps.txt" || true)
    failed=$(grep -c '^FAILED ' "$folder/steps.txt" || true)
    grep -q "^$passed passed, $failed failed$" "$folder/steps.txt" || failed=$((failed + 1))

    code=0
    run_broken "$script" "$folder" >"$folder/broken.txt" 2>&1 || code=$?
    if [ "$code" -ne 0 ] && grep -q "^0 passed, $((passed + failed)) failed$" "$folder/broken.txt"; then
        passed=$((passed + 1))
        echo "ok      wrong expectations of $script are noticed"
    else
        failed=$((failed + 1))
        echo "FAILED  wrong expectations of $script are not noticed:"
        cat "$folder/broken.txt"
    fi
    all_passed=$((all_passed + passed))
    all_failed=$((all_failed + failed))
done
echo "pictures are in $OUTPUT"
echo "$all_passed passed, $all_failed failed"
[ "$all_failed" -eq 0 ]
