#!/bin/sh
# The command that is offered where the rights are missing: run as it is printed, by a real shell, with paths that try
# to break out of it. The token must reach the config and no process's arguments.
# sudo.sh BINARY
. "$(dirname "$0")/common.sh"

# Root may write everywhere: the whole script runs as another user.
if [ "$(id -u)" = 0 ]; then
    chmod 755 "$folder"
    mkdir -p "$folder/copy/slicer" "$folder/copy/fixtures/keys/good"
    cp "$here"/* "$folder/copy/slicer"
    cp "$key" "$folder/copy/fixtures/keys/good"
    cp "$binary" "$folder/copy/token-debugger"
    chmod -R a+rX "$folder/copy"
    code=0
    setpriv --reuid=65534 --regid=65534 --clear-groups env HOME=/ TMPDIR=/tmp \
        "$folder/copy/slicer/sudo.sh" "$folder/copy/token-debugger" || code=$?
    exit "$code"
fi

cruel="it's \"x\" \$(touch pwned) \`touch pwned\`; touch pwned & # \\ *"
mkdir -p "$folder/$cruel" "$folder/path"
cd "$folder"
cp "$binary" "$folder/$cruel/token debugger"
cp "$key" "$folder/$cruel/the key.env"
binary="$folder/$cruel/token debugger"
key="$folder/$cruel/the key.env"

# In the place of sudo: it gives the right that was missing.
cat >"$folder/path/sudo" <<'SUDO'
#!/bin/sh
chmod 755 "$LOCKED"
exec "$@"
SUDO
chmod +x "$folder/path/sudo"
export LOCKED="$folder/etc" PATH="$folder/path:$PATH"

# A config in a folder that may not be written.
locked_config() {
    [ ! -d "$folder/etc" ] || chmod 755 "$folder/etc"
    fresh_config
    mv "$config" "$folder/etc/-$cruel.conf"
    config="$folder/etc/-$cruel.conf"
    chmod 555 "$folder/etc"
}
plain_config=$config

# Whether any program was started with a piece of a token in its arguments.
shows_token() { grep -q 'eyJhbGciOi' "$1"; }

offer() {
    "$@" >"$folder/out" 2>"$folder/err" || true
    grep '| sudo \|^sudo sh ' "$folder/err" >"$folder/command" || true
}

locked_config
offer "$binary" slicer --key "$key" --config "$config" --write
check "the original is intact" is_old
check "a command is offered" [ -s "$folder/command" ]
check "the restart command is offered" grep -q '^sudo systemctl restart uplynk_liveslicer.service$' "$folder/err"
check "no token is in the command" not shows_token "$folder/command"
strace -f -qq -s 65536 -o "$folder/started" -e trace=execve sh "$folder/command" >"$folder/out" 2>&1
check "the command saves the config" is_new
check "it keeps a backup" sh -c 'ls "$1"/*.bak-* | grep -q Z' - "$folder/etc"
check "no program had the token in its arguments" not shows_token "$folder/started"
check "control: the programs were seen" grep -q '"mint"' "$folder/started"
"$binary" mint --key "$key" --as slicer >"$folder/token" 2>"$folder/out"
strace -f -qq -s 65536 -o "$folder/careless" -e trace=execve env echo "$(cat "$folder/token")" >"$folder/out"
check "control: a token in arguments is seen" shows_token "$folder/careless"

config=$plain_config
locked_config
offer "$binary" slicer --stdin --config "$config" --write <"$folder/token"
check "with a token from elsewhere a command is offered too" [ -s "$folder/command" ]
check "no token is in that command" not shows_token "$folder/command"
check "a pasted line is not shown, and is saved" python3 "$here/paste.py" "$folder/command" "$folder/token"
check "it is the new config" is_new

config=$plain_config
locked_config
check "an interrupted paste leaves the terminal as it was" python3 "$here/paste.py" --interrupt "$folder/command"
check "and the original intact" is_old

check "nothing broke out" [ -z "$(find "$folder" -name pwned)" ]
chmod 755 "$folder/etc"
finish
