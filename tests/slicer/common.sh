# What the scripts of this folder share. Sourced with the path of the binary as the first argument.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
binary=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
folder=$(mktemp -d)
# As its owner should keep it: of a key that others may read, the first write would be a warning.
key=$folder/live-ops.env
install -m 600 "$here/../fixtures/keys/good/live-ops.env" "$key"
trap 'chmod -R u+w "$folder"; rm -rf "$folder"' EXIT
config=$folder/etc/uplynk.conf
passed=0
failed=0

# check NAME COMMAND…: the command must succeed.
check() {
    what=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $what"
    fi
}

not() {
    ! "$@"
}

fresh_config() {
    rm -rf "$folder/etc"
    mkdir "$folder/etc"
    cat >"$config" <<'CONFIG'
description: Live Capture
username: joe@example.com
apikey: abcDEFghiJKLmnoPQRtuvWXYz123ABCdefGHIJKL   # ops
slicerID: slicer1234
CONFIG
    cp "$config" "$folder/old"
}

# The config is the old one, or the new one with nothing but the value changed.
is_old() { cmp -s "$config" "$folder/old"; }
is_new() {
    sed 's/^apikey: token_eyJ[A-Za-z0-9_.-]*   # ops$/apikey: @/' "$config" >"$folder/shape"
    sed 's/^apikey: .*/apikey: @/' "$folder/old" | cmp -s - "$folder/shape"
}
is_whole() { is_old || is_new; }

# Nothing but the config is in its folder.
is_alone() { [ "$(ls -A "$folder/etc")" = uplynk.conf ]; }

finish() {
    echo "$passed passed, $failed failed"
    [ "$failed" = 0 ]
}
