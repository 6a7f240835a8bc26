#!/bin/bash
# Proves that neither the command line nor the window opens an internet socket: offline.sh BINARY
#
# BINARY is the command line's; the window's program lies beside it. Every subcommand and every script of run.sh with the
# real window runs twice: with each system call that makes or connects a socket recorded, and in a network namespace
# without any network, where all must go as before. A program that does open an internet socket is traced too: if that is
# not seen, the trace proves nothing. The last line is `N passed, M failed`.
#
# Debian packages: those of run.sh, and strace, util-linux, python3. Run it as root, for the namespace.
set -eu
HERE=$(dirname "$(readlink -f "$0")")
BINARY=$(readlink -f "$1")
FOLDER=$(mktemp -d)
trap 'rm -rf "$FOLDER"' EXIT
KEY=$FOLDER/key.env
install -m 600 "$HERE/../fixtures/keys/good/live-ops.env" "$KEY"
. "$HERE/../trust/session.sh"
SCRIPTS=(steps from_nothing from_refused_header)
passed=0
failed=0

# WHAT CONDITION…: the condition decides.
check() {
    local what=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
        echo "ok      $what"
    else
        failed=$((failed + 1))
        echo "FAILED  $what"
        grep -hE 'AF_INET' "$FOLDER/traces"/* 2>/dev/null | head -5 || true
    fi
}

# What is traced is a child of its own tracer and so keeps its place among the processes.
cat >"$FOLDER/trace" <<EOF
#!/bin/bash
exec strace -D --follow-forks --seccomp-bpf -e trace=socket,connect,sendto,sendmsg,sendmmsg,bind \\
    -o "\$(mktemp $FOLDER/traces/XXXXXXXX)" "\$@"
EOF
mkdir "$FOLDER/traced"
for program in token-debugger token-debugger-window; do
    printf '#!/bin/bash\nexec %s %s "$@"\n' "$FOLDER/trace" "$(dirname "$BINARY")/$program" >"$FOLDER/traced/$program"
done
chmod +x "$FOLDER/trace" "$FOLDER/traced"/*

# COMMAND…: runs it with new traces. The tracer outlives its program by a moment.
trace() {
    rm -rf "$FOLDER/traces"
    mkdir "$FOLDER/traces"
    "$@"
    for _ in $(seq 50); do
        pgrep -f -- "-o $FOLDER/traces/" >/dev/null || break
        sleep 0.1
    done
}

# Raw and packet sockets see the network too.
opens_internet_socket() {
    grep -qE 'AF_(INET6?|PACKET)\b|sin6?_addr' "$FOLDER/traces"/*
}

opens_none() {
    [ -n "$(ls "$FOLDER/traces")" ] && ! opens_internet_socket
}

trace "$FOLDER/trace" python3 -c 'import socket; socket.socket(socket.AF_INET)'
check "control: a program that opens an internet socket is noticed" opens_internet_socket
trace "$FOLDER/trace" python3 -c 'import socket, os
if os.fork() == 0: socket.socket(socket.AF_INET6)
else: os.wait()'
check "control: so is a child of it" opens_internet_socket

# Every subcommand that there is, each in every way that reads or writes something else.
# Of a day long past: what is said of its age is the same in every call.
token=$("$BINARY" mint --key "$KEY" --net --at 2026-01-01T00:00:00Z 2>/dev/null)
write_config() { printf 'description: Live\nusername: joe@example.com\napikey: abc\nslicerID: s1\n' >"$FOLDER/uplynk.conf"; }
write_config
cat >"$FOLDER/calls" <<EOF
read $token --key $KEY
read - --key $KEY --json
scan - --key $KEY
scan $FOLDER/*.conf --at line --summary
mint --key $KEY
mint --key $KEY --as curl
mint --key $KEY --as slicer
request --key $KEY --endpoint GET /api/v4/assets
request --key $KEY --call /api2/asset/get --inline --as python
request --list
request explain
request stapi GET /assets
request bearer --root https://example.com GET /assets
request client-credentials https://example.com/token
request authorize https://example.com/authorize --client-id me --redirect-uri https://example.com/back
scopes
scopes --json
key $KEY
key $KEY --json
slicer --key $KEY
slicer --key $KEY --config $FOLDER/uplynk.conf --write
generate man
generate completions bash
help
--version
EOF
subcommands=$("$BINARY" --help | sed -n '/^Commands:/,/^$/p' | awk 'NR > 1 && NF { print $1 }')
check "control: the list of subcommands is read" grep -qx read <<<"$subcommands"
for subcommand in $subcommands; do
    check "$subcommand is among the calls" grep -qE "^$subcommand( |\$)" "$FOLDER/calls"
done

# PROGRAM OUTPUT: every call, with what it printed and its exit code. What is made at random is left out.
call_all() {
    local call code
    write_config
    while read -r call; do
        code=0
        # The words of a call have no blanks.
        "$1" $call <<<"HTTP/1.1 401 Unauthorized $token" >"$2.one" 2>&1 || code=$?
        echo "== ${call%% *} $code"
        [[ $call == *authorize* ]] || sed -E 's/eyJ[A-Za-z0-9_.-]+/TOKEN/g; s/•+[A-Za-z0-9_-]+/•/g; s/[0-9T:Z-]{16,}/TIME/g; s/[0-9]+ s\b/SPAN/g' "$2.one"
    done <"$FOLDER/calls" >"$2"
}

while read -r call; do
    code=0
    trace eval '"$FOLDER/traced/token-debugger" $call <<<"HTTP/1.1 401 Unauthorized $token" >"$FOLDER/output" 2>&1 || code=$?'
    label=${call//$token/TOKEN}
    label=${label//$FOLDER\//}
    check "carried out: $label" [ "$code" -le 1 -a -s "$FOLDER/output" ]
    check "opens no internet socket: $label" opens_none
done <"$FOLDER/calls"
call_all "$BINARY" "$FOLDER/outside"
unshare -n bash -c "$(declare -f call_all write_config); FOLDER=$FOLDER token=$token; call_all $BINARY $FOLDER/inside"
check "without a network every subcommand does the same" diff "$FOLDER/outside" "$FOLDER/inside"

# SCRIPT BINARY: a session with the real window.
run_session() {
    in_session /usr/bin/python3 "$HERE/$1.py" "$2" "$FOLDER/pictures" >"$FOLDER/session" 2>"$FOLDER/errors" ||
        grep -hE '^FAILED|Error' "$FOLDER/session" "$FOLDER/errors"
}

goes_well() {
    grep -qE '^[1-9][0-9]* passed, 0 failed$' "$FOLDER/session"
}

on_the_screen() {
    grep -q 'AF_UNIX.*X11-unix' "$FOLDER/traces"/*
}

for script in "${SCRIPTS[@]}"; do
    trace run_session "$script" "$FOLDER/traced/token-debugger"
    check "$script: the traced window goes through it ($(tail -n 1 "$FOLDER/session"))" goes_well
    check "$script: it opens no internet socket" opens_none
    # The trace must be one of a window that was there.
    check "$script: the trace shows a window that talks to the screen" on_the_screen
    grep -ohE 'AF_UNIX, sun_path=@?"[^"]*"' "$FOLDER/traces"/* | sed -E 's/.*sun_path=//; s/[0-9a-f]{8,}/…/g' |
        sort | uniq -c | sed 's/^/        connected to/' || true
    unshare -n bash -c "
        set -eu
        $(declare -f run_session in_session start_screen stop_screen)
        HERE=$HERE FOLDER=$FOLDER
        run_session $script $BINARY"
    check "$script: without a network the window goes through it ($(tail -n 1 "$FOLDER/session"))" goes_well
done

reach_myself='import socket; socket.create_connection(("127.0.0.1", 9), 1)'
has_no_network() { "$@" python3 -c "$reach_myself" 2>&1 | grep -q 'Network is unreachable'; }
check "control: there is no network in such a namespace" has_no_network unshare -n
check "control: there is one outside" eval '! has_no_network env'
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
