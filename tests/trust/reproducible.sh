#!/bin/bash
# Two clean builds of these sources, in folders of different names, give the same bytes.
# reproducible.sh [--all]: the command line alone, or with --all both programs (minutes more).
#
# Compiler flags and profile are those of tests/package/build.sh. The last line is `N passed, M failed`.
#
# Debian packages: gcc
set -eu -o pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
. tests/package/flags.sh
BUILD=(build_command_line --quiet)
[ "${1:-}" != --all ] || BUILD=(build_programs)
FOLDER=$(mktemp -d)
trap 'rm -rf "$FOLDER"' EXIT
HOME_OF_CARGO=${CARGO_HOME:-$HOME/.cargo}
passed=0
failed=0

check() {
    local name=$1
    shift
    if "$@"; then
        echo "ok      $name"
        passed=$((passed + 1))
    else
        echo "FAILED  $name"
        failed=$((failed + 1))
    fi
}

not() { ! "$@"; }

# build SOURCE TARGET
build() {
    mkdir -p "$1"
    cp -r "$FOLDER/sources/." "$1/"
    set_flags "$1" "$2"
    (cd "$1" && export CARGO_TARGET_DIR=$2 CARGO_INCREMENTAL=0 && "${BUILD[@]}")
}

same() { cmp "$FOLDER/one/target/release/$1" "$FOLDER/another-folder-of-a-longer-name/build/release/$1"; }

# Taken once: somebody may be at work.
mkdir "$FOLDER/sources"
cp -r Cargo.toml Cargo.lock src benches assets "$FOLDER/sources/"
build "$FOLDER/one/source" "$FOLDER/one/target"
build "$FOLDER/another-folder-of-a-longer-name/checkout" "$FOLDER/another-folder-of-a-longer-name/build"
programs=0
for program in "$FOLDER"/one/target/release/token-debugger "$FOLDER"/one/target/release/token-debugger-window; do
    [ -f "$program" ] || continue
    programs=$((programs + 1))
    name=$(basename "$program")
    check "two clean builds of $name are the same bytes" same "$name"
    check "no folder of this machine is in $name" not grep -qaF -e "$FOLDER" -e "$HOME_OF_CARGO" "$program"
    check "control: what took the place of such a folder is in it" grep -qaF /cargo/registry/ "$program"
    sha256sum "$program" | sed "s|$FOLDER/one/target/release/||"
done
cp "$FOLDER/one/target/release/token-debugger" "$FOLDER/changed"
printf 'x' | dd of="$FOLDER/changed" bs=1 seek=4096 conv=notrunc status=none
check "control: one changed byte is seen" not cmp -s "$FOLDER/one/target/release/token-debugger" "$FOLDER/changed"
echo "tried $((programs * 2)) builds, survived $([ "$failed" = 0 ] && echo $((programs * 2)) || echo 0), control: found"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
