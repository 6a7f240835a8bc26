#!/bin/bash
# Proves with strace that neither the command line nor the window opens an internet socket: offline.sh BINARY
#
# A program that does open one is traced first: if that is not seen, the trace proves nothing. The last line is
# `N passed, M failed`. Debian packages: those of run.sh, and strace, python3.
set -eu
HERE=$(dirname "$(readlink -f "$0")")
# What is remembered from one run to the next is not the user's own here.
XDG_CONFIG_HOME=$(mktemp -d)
export XDG_CONFIG_HOME
BINARY=$(readlink -f "$1")
KEY=$HERE/../fixtures/keys/good/live-ops.env
FOLDER=$(mktemp -d)
. "$HERE/screen.sh"
trap 'rm -rf "$FOLDER"' EXIT
passed=0
failed=0

trace() {
    strace --follow-forks --seccomp-bpf -e trace=socket,connect,sendto,sendmsg,bind -o "$FOLDER/trace" "$@" \
        >"$FOLDER/output" 2>&1 </dev/null || true
}

opens_internet_socket() {
    grep -qE 'AF_INET6?\b|sin6?_addr' "$FOLDER/trace"
}

# The second word says whether an internet socket is to be seen.
judge() {
    local seen=no
    opens_internet_socket && seen=yes
    if [ "$seen" = "$2" ]; then
        passed=$((passed + 1))
        echo "ok      $1"
    else
        failed=$((failed + 1))
        echo "FAILED  $1: internet socket seen: $seen"
        grep -E 'AF_INET' "$FOLDER/trace" | head -5 || true
    fi
}

trace python3 -c 'import socket; socket.socket(socket.AF_INET)'
judge "a program that opens an internet socket is noticed" yes

token=$("$BINARY" mint --key "$KEY" --net)
for call in "read $token --key $KEY" "mint --key $KEY --as curl" "key $KEY" scopes; do
    # The words of a call have no blanks.
    trace "$BINARY" $call
    test -s "$FOLDER/output"
    judge "${call%% *} opens no internet socket" no
done

start_screen
trace timeout 5 "$BINARY" "$KEY"
judge "the window opens no internet socket" no
# The trace must be one of a window that was there: it talked to the X server.
if grep -q 'AF_UNIX.*X11-unix' "$FOLDER/trace"; then
    passed=$((passed + 1))
    echo "ok      the traced window was on the screen"
else
    failed=$((failed + 1))
    echo "FAILED  the traced window was not on the screen:"
    cat "$FOLDER/output"
fi
stop_screen

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
