#!/bin/bash
# What the program is built from: licences, sources, bans, advisories, build scripts, the oldest Rust, unused and
# unexplained dependencies. supply.sh
#
# Everything but the advisories is checked offline, once the crates of all systems are there. Their database is fetched;
# where it can't be had, that check is skipped, and said to be. TRUST_ADVISORIES names a folder that has a copy of it, a
# git repository, and is taken instead. Each check is shown something that it must find. The last line is
# `N passed, M failed`.
#
# Needs cargo-deny 0.20.2 and cargo-machete 0.9.2 (cargo install NAME --locked). Debian packages: git python3
set -eu -o pipefail
HERE=$(dirname "$(readlink -f "$0")")
cd "$HERE/../.."
FOLDER=$(mktemp -d)
trap 'rm -rf "$FOLDER"' EXIT
passed=0
failed=0

# check NAME COMMAND…: the command must succeed.
check() {
    local name=$1
    shift
    if "$@" >"$FOLDER/output" 2>&1; then
        echo "ok      $name"
        passed=$((passed + 1))
    else
        echo "FAILED  $name"
        tail -n 20 "$FOLDER/output"
        failed=$((failed + 1))
    fi
}

not() { ! "$@"; }

# deny CONFIG CHECK…
deny() {
    local config=$1
    shift
    cargo deny --locked --offline --config "$config" check "$@"
}

# A copy of deny.toml that one sed command changes.
changed() {
    sed "$1" deny.toml >"$FOLDER/changed.toml"
    cmp -s deny.toml "$FOLDER/changed.toml" && return 1
    echo "$FOLDER/changed.toml"
}

# finds NAME SED_COMMAND CHECK: with the changed rules the same tree is refused by an error of this check.
finds() {
    local config
    config=$(changed "$2") || { check "control: $1 (deny.toml has no such line)" false; return; }
    check "control: $1 is found" refuses "$config" "$3"
}

refuses() {
    not deny "$1" "$2" && grep -q "$2 FAILED" "$FOLDER/output"
}

check_rules() {
    check "licences are those of deny.toml" deny deny.toml licenses
    finds "a licence that is not allowed" '/^    "MIT",$/d' licenses
    check "no banned crate, no version without a number" deny deny.toml bans
    finds "a banned crate" 's/crate = "aws-lc-rs"/crate = "serde_json"/' bans
    check "every crate is of cargo's default registry" deny deny.toml sources
    finds "a crate of another registry" 's/^unknown-git.*/&\nallow-registry = []/' sources
}

# An advisory database of one advisory, in the form of the real one.
make_database() {
    local folder=$1 crate=$2
    mkdir -p "$folder/crates/$crate"
    cat >"$folder/crates/$crate/RUSTSEC-2026-9999.md" <<ADVISORY
\`\`\`toml
[advisory]
id = "RUSTSEC-2026-9999"
package = "$crate"
date = "2026-01-01"

[versions]
patched = []
\`\`\`

# Made for a check

It is not real.
ADVISORY
    git -C "$folder" init --quiet --initial-branch main
    git -C "$folder" add .
    git -C "$folder" -c user.name=check -c user.email=check@packages.invalid commit --quiet --message check
}

# The rules of deny.toml with the advisory database of a folder: with_database FOLDER
with_database() {
    local name config
    name=$(basename "$1")
    config=$FOLDER/$name.toml
    sed "s|^\[advisories\]|&\ndb-path = \"$FOLDER/databases-$name\"\ndb-urls = [\"https://database.invalid/$name\"]|" \
        deny.toml >"$config"
    # An address is asked for; git takes the folder in its place.
    GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="url.file://$(dirname "$1")/.insteadOf" \
        GIT_CONFIG_VALUE_0=https://database.invalid/ cargo deny --locked --config "$config" check advisories
}

check_advisories() {
    make_database "$FOLDER/none" no-such-crate
    check "no crate of the tree is yanked" with_database "$FOLDER/none"
    make_database "$FOLDER/one" serde_json
    check "control: an advisory of a crate in the tree is found" finds_advisory
    if [ -n "${TRUST_ADVISORIES:-}" ]; then
        check "no advisory of $(find "$TRUST_ADVISORIES/crates" -name '*.md' | wc -l) in TRUST_ADVISORIES" \
            with_database "$(readlink -f "$TRUST_ADVISORIES")"
    elif cargo deny --locked fetch db >"$FOLDER/fetch" 2>&1; then
        check "no advisory of a crate in the tree" cargo deny --locked check advisories
    else
        echo "skipped no advisory of a crate in the tree: the advisory database can't be fetched here"
        grep -E '^(fatal|error)|Could not|failed to' "$FOLDER/fetch" | tail -n 1 | cut -c1-200
    fi
}

finds_advisory() {
    not with_database "$FOLDER/one" && grep -q RUSTSEC-2026-9999 "$FOLDER/output"
}

# What the packages of a manifest's workspace have as targets, one kind a line.
target_kinds() {
    cargo metadata --locked --no-deps --format-version 1 --manifest-path "$1" | python3 -c '
import json, sys
for package in json.load(sys.stdin)["packages"]:
    print(*(kind for target in package["targets"] for kind in target["kind"]), sep="\n")'
}

has_build_code() {
    target_kinds "$1" | grep -qxE 'custom-build|proc-macro'
}

make_crate() {
    mkdir -p "$FOLDER/$1/src"
    printf '[package]\nname = "%s"\nversion = "0.1.0"\nedition = "2024"\n%b\n[workspace]\n' "$1" "$2" >"$FOLDER/$1/Cargo.toml"
    echo 'fn main() {}' | tee "$FOLDER/$1/src/main.rs" "$FOLDER/$1/build.rs" >"$FOLDER/$1/src/lib.rs"
    cargo generate-lockfile --offline --manifest-path "$FOLDER/$1/Cargo.toml" >/dev/null 2>&1 || true
}

check_build_scripts() {
    check "no build script and no macro crate is ours" not has_build_code Cargo.toml
    make_crate scripted ''
    check "control: a build script is found" has_build_code "$FOLDER/scripted/Cargo.toml"
}

# cargo of the oldest Rust that Cargo.toml promises.
oldest() {
    if cargo "+$VERSION" --version >/dev/null 2>&1; then
        cargo "+$VERSION" "$@"
    elif [[ $(cargo --version) == "cargo $VERSION "* ]]; then
        cargo "$@"
    else
        echo "Rust $VERSION is not installed: rustup toolchain install $VERSION"
        return 1
    fi
}

check_oldest_rust() {
    VERSION=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml).0
    check "the oldest Rust is stated" test "$VERSION" != .0
    check "Rust $VERSION takes the program" oldest check --locked --offline
    check "Rust $VERSION takes the command line alone" oldest check --locked --offline --no-default-features
    make_crate tomorrow 'rust-version = "1.999"\n'
    check "control: a crate for a later Rust is refused" not oldest check --manifest-path "$FOLDER/tomorrow/Cargo.toml" \
        --target-dir "$FOLDER/tomorrow/target"
}

check_unused() {
    check "every dependency is used" cargo machete .
    mkdir -p "$FOLDER/unused/src"
    printf '[package]\nname = "unused"\nversion = "0.1.0"\n[dependencies]\nserde_json = "1"\n' >"$FOLDER/unused/Cargo.toml"
    echo 'fn main() {}' >"$FOLDER/unused/src/main.rs"
    check "control: a dependency that is not used is found" not cargo machete "$FOLDER/unused"
}

# Each dependency has a comment that says what it is for, right above it or above the one that it continues.
has_reasons() {
    python3 - "$1" <<'PYTHON'
import re
import sys

without, table, before, count = [], "", "", 0
for line in open(sys.argv[1]).read().splitlines():
    if line.startswith("["):
        table = line
    elif "dependencies" in table and (entry := re.match(r'([A-Za-z0-9_-]+)(\.[a-z]+)? *= *["{t]', line)):
        count += 1
        name = entry[1]
        family = name.rsplit("_", 1)[0].rsplit("-", 1)[0]
        is_continued = before.startswith(family)
        if not before.startswith("#") and not is_continued:
            without.append(name)
        before = name if is_continued or before.startswith("#") else ""
        continue
    before = line
print(count, "dependencies;", *without, "have no reason" if without else "each has its reason")
sys.exit(bool(without) or count < 10)
PYTHON
}

check_reasons() {
    check "each direct dependency has its reason" has_reasons Cargo.toml
    grep -v '^# error types' Cargo.toml >"$FOLDER/unexplained.toml"
    check "control: a dependency without a reason is found" not has_reasons "$FOLDER/unexplained.toml"
}

for tool in cargo-deny cargo-machete; do
    command -v "$tool" >/dev/null || { echo "FAILED  $tool is not installed"; exit 1; }
done
# Also those that are for another system than this one.
cargo fetch --locked --quiet
check_rules
check_advisories
check_build_scripts
check_oldest_rust
check_unused
check_reasons
crates=$(cargo tree --locked --offline -e normal,build --prefix none --format '{p}' | sort -u | wc -l)
echo "tried $crates crates, survived $([ "$failed" = 0 ] && echo "$crates" || echo 0), control: found"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
