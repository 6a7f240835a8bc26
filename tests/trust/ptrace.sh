#!/bin/bash
# Proves that another process of the same user can't look into the programs, and that they leave no core dumps:
# ptrace.sh FOLDER_OF_THE_PROGRAMS
#
# An unprivileged user runs the window with a key, and the command line that waits for its input; the same user then
# tries to read their memory, to attach a debugger and to make them dump core. Each try succeeds with a program that does
# not forbid it. The last line is `N passed, M failed`. Run it as root, who becomes that user.
#
# Debian packages: those of ../window/run.sh, and gdb, util-linux.
set -eu
HERE=$(dirname "$(readlink -f "$0")")
FOLDER=$(mktemp -d)
cp "$1/token-debugger" "$1/token-debugger-window" "$FOLDER"
cp /bin/sleep "$FOLDER/control"
install -m 600 "$HERE/../fixtures/keys/good/live-ops.env" "$FOLDER/key.env"
mkdir "$FOLDER/home" "$FOLDER/dumps"
chown -R 65534:65534 "$FOLDER"
. "$HERE/../window/screen.sh"
started=()
finish() {
    for pid in "${started[@]}"; do kill -9 "$pid" 2>/dev/null || true; done
    stop_screen
    rm -rf "$FOLDER"
}
passed=0
failed=0

check() {
    local what=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
        echo "ok      $what"
    else
        failed=$((failed + 1))
        echo "FAILED  $what"
    fi
}

not() {
    ! "$@"
}

as_user=(env "HOME=$FOLDER/home" setpriv --reuid=65534 --regid=65534 --clear-groups)

# Starts a program as that user; its number among the processes is in `pid`.
start() {
    (cd "$FOLDER/dumps" && ulimit -c unlimited && exec "${as_user[@]}" "$@") >/dev/null 2>&1 &
    pid=$!
    started+=("$pid")
    disown "$pid"
    sleep "${PAUSE:-1}"
}

runs() {
    [ -d "/proc/$1" ]
}

# The first letters of its own program, from its memory.
can_be_read() {
    "${as_user[@]}" /usr/bin/python3 - "$1" 2>/dev/null <<'PYTHON'
import sys
pid = sys.argv[1]
with open(f"/proc/{pid}/maps") as maps:
    start = int(next(maps).split("-")[0], 16)
with open(f"/proc/{pid}/mem", "rb") as memory:
    memory.seek(start)
    sys.exit(0 if memory.read(4) == b"\x7fELF" else 1)
PYTHON
}

can_be_read_across() {
    "${as_user[@]}" /usr/bin/python3 - "$1" "$2" 2>/dev/null <<'PYTHON'
import ctypes, sys
# process_vm_readv(2); the address is known to whoever may read the map, as root does here for the test.
class Span(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]
pid, start = int(sys.argv[1]), int(sys.argv[2], 16)
taken = ctypes.create_string_buffer(4)
here, there = Span(ctypes.addressof(taken), 4), Span(start, 4)
libc = ctypes.CDLL(None, use_errno=True)
count = libc.process_vm_readv(pid, ctypes.byref(here), 1, ctypes.byref(there), 1, 0)
sys.exit(0 if count == 4 and taken.raw == b"\x7fELF" else 1)
PYTHON
}

start_of() {
    head -n 1 "/proc/$1/maps" | cut -d- -f1
}

can_be_followed() {
    "${as_user[@]}" gdb -nx -batch -p "$1" -ex 'info registers' 2>/dev/null | grep -qE '^(rip|pc) '
}

# Environment and open files are part of what a process knows.
can_be_listed() {
    "${as_user[@]}" sh -c "cat /proc/$1/environ >/dev/null && ls /proc/$1/fd/ >/dev/null" 2>/dev/null
}

# Killed as by a fault. What the kernel would write goes where `core_pattern` says.
dumps_core() {
    local before
    before=$(ls "$FOLDER/dumps" | wc -l)
    kill -SEGV "$1"
    for _ in $(seq 50); do
        runs "$1" || break
        sleep 0.1
    done
    [ "$(ls "$FOLDER/dumps" | wc -l)" -gt "$before" ]
}

judge() {
    check "$2: it runs" runs "$1"
    for try in can_be_read can_be_followed can_be_listed; do
        check "$2: another process of its user: not ${try//_/ }" not "$try" "$1"
    done
    check "$2: another process of its user: not can be read across" not can_be_read_across "$1" "$(start_of "$1")"
    check "$2: no core limit above zero" grep -qE '^Max core file size +0 +0 ' "/proc/$1/limits"
}

start_screen
trap finish EXIT
xhost=(xhost "+SI:localuser:$(id -nu 65534)")
command -v xhost >/dev/null && "${xhost[@]}" >/dev/null

start "$FOLDER/control" 600
control=$pid
check "control: it runs" runs "$control"
for try in can_be_read can_be_followed can_be_listed; do
    check "control: another process of its user: ${try//_/ }" "$try" "$control"
done
check "control: another process of its user: can be read across" can_be_read_across "$control" "$(start_of "$control")"

# It waits for its input with the key in its memory.
mkfifo "$FOLDER/input"
chown 65534 "$FOLDER/input"
exec 9<>"$FOLDER/input"
start sh -c "exec '$FOLDER/token-debugger' read --key '$FOLDER/key.env' <'$FOLDER/input'"
command_line=$pid
judge "$command_line" "command line"

PAUSE=5 start "$FOLDER/token-debugger" "$FOLDER/key.env"
window=$pid
check "window: the command line has put it into its place" \
    [ "$(readlink "/proc/$window/exe")" = "$FOLDER/token-debugger-window" ]
judge "$window" "window"

# A pattern without a folder puts the core where the process is; it is put back afterwards.
pattern=$(cat /proc/sys/kernel/core_pattern)
if echo core.%p 2>/dev/null >/proc/sys/kernel/core_pattern; then
    check "control: a fault makes it dump core" dumps_core "$control"
    check "command line: a fault makes it dump nothing" not dumps_core "$command_line"
    check "window: a fault makes it dump nothing" not dumps_core "$window"
    echo "$pattern" >/proc/sys/kernel/core_pattern
else
    echo "skipped core dumps: core_pattern can't be set here"
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
