#!/bin/bash
# What SECURITY.md promises, proven by command: trust.sh [FOLDER_OF_THE_PROGRAMS]
#
# Runs every script of tests/trust that takes minutes, on the programs of a release build (at first those of
# target/release), and prints a table: promise, tries, tries that the promise survived, whether what had to be found
# was found. The scripts that take hours have a command of their own; their dated figures are in SECURITY.md. What is
# skipped is said. Ends with 1 when any script fails.
#
# TRUST_OUTPUT names a folder that keeps each script's output. Debian packages: those that the scripts name.
set -eu -o pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
TARGET=${CARGO_TARGET_DIR:-target}
PROGRAMS=$(readlink -f "${1:-$TARGET/release}")
OUTPUT=${TRUST_OUTPUT:-$(mktemp -d)}
[ -n "${TRUST_OUTPUT:-}" ] || trap 'rm -rf "$OUTPUT"' EXIT
mkdir -p "$OUTPUT"
rows=()
skipped=()
failed=0
passed=0

# Sets tried and survived: a script says them in a line of its own, or else each of its checks is a try, or each of the
# tests that cargo ran.
tally() {
    local line
    if line=$(grep -E '^tried .*, survived ' "$1" | tail -n 1); then
        tried=$(sed -E 's/^tried ([^,]*), survived .*/\1/' <<<"$line")
        survived=$(sed -E 's/.*, survived ([^,]*).*/\1/' <<<"$line")
    elif line=$(grep -E '^[0-9]+ passed, [0-9]+ failed' "$1" | tail -n 1); then
        read -r survived _ tried _ <<<"$line"
        tried=$((tried + survived))
    else
        read -r survived tried < <(sed -nE 's/^test result: .* ([0-9]+) passed; ([0-9]+) failed;.*/\1 \2/p' "$1" |
            awk '{ passed += $1; failed += $2 } END { print passed + 0, passed + failed }')
    fi
}

# prove PROMISE COMMAND…
prove() {
    local promise=$1 name log start=$SECONDS code=0 tried survived control
    shift
    name=$(basename "$1" .sh)
    log=$OUTPUT/$name.log
    if [ ! -x "$1" ]; then
        code=1
        echo "$1 is not there" >"$log"
    else
        "$@" >"$log" 2>&1 </dev/null || code=$?
    fi
    echo "== $promise ($*): $((SECONDS - start)) s"
    tally "$log"
    control=$(sed -nE 's/^tried .*control: (.*)/\1/p' "$log" | tail -n 1)
    # A script whose control is not found fails; those that count it among their checks do not say it apart.
    [ -n "$control" ] || control=$([ "$code" = 0 ] && echo "among them" || echo "see its output")
    mapfile -t -O "${#skipped[@]}" skipped < <(grep -iE '^skipped ' "$log" | sed "s/^/$name: /" || true)
    if [ "$code" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        control="FAILED ($code)"
        tail -n 40 "$log"
    fi
    rows+=("$promise|$tried|$survived|$control")
}

# apart SCRIPT TIME: what takes too long for here.
apart() {
    skipped+=("$1: takes $2; its dated figure is in SECURITY.md")
}

COMMAND_LINE=$PROGRAMS/token-debugger
[ -x "$COMMAND_LINE" ] || { echo "FAILED  $COMMAND_LINE is not there: cargo build --release --locked" >&2; exit 1; }
prove "No internet socket is opened" tests/window/offline.sh "$COMMAND_LINE"
prove "No trace of a key stays in memory" tests/trust/memory.sh "$PROGRAMS" 3
prove "No other process reads along" tests/trust/ptrace.sh "$PROGRAMS"
prove "The file dialog still works" tests/trust/portal.sh "$PROGRAMS"
prove "No secret in logs, files, titles" tests/trust/canary.sh "$PROGRAMS"
prove "No bytes crash it" tests/trust/fuzz.sh 20
prove "No text stops it" tests/trust/limits.sh "$COMMAND_LINE"
prove "No changed bit is verified" tests/trust/bits.sh
prove "Licences, sources, advisories" tests/trust/supply.sh
prove "The bill of materials is whole" tests/trust/sbom.sh
prove "Two builds are the same bytes" tests/trust/reproducible.sh
apart tests/trust/mutants.sh "an hour and more"
apart "tests/trust/memory.sh $PROGRAMS 20" "longer than the 3 runs above"
apart "tests/trust/fuzz.sh 600" "an hour and more"
apart tests/trust/miri.sh "half an hour"
apart "tests/trust/reproducible.sh --all" "half an hour"

echo
{
    echo "promise|tried|survived|control"
    printf '%s\n' "${rows[@]}"
} | column -t -s '|'
echo
printf 'skipped  %s\n' "${skipped[@]}"
echo "$SECONDS s"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
