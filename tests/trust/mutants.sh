#!/bin/bash
# Mutation testing of src/domain: one thing is changed at a time, and a test has to fail. mutants.sh [OUTPUT_FOLDER]
#
# cargo-mutants says what is changed. To compile 3,300 mutants one by one takes a day, so mutants.py compiles all of
# them into one program, with a switch; those that can't be a branch of a program cargo-mutants tries one by one.
# OUTPUT_FOLDER (at first target/mutants) gets caught.txt, missed.txt, timeout.txt, unviable.txt and more.
#
# To be quick, a copy of the crate is mutated that has no window, and those tests that have none. What only a test of
# the window, a property or a test of more than two seconds would catch counts as missed. A time-out counts as caught:
# an endless loop is a failure. Fails when less than 90 % of what compiles is caught.
#
# MUTANT_MINUTES ends the trying after that time; mutants are tried in random order, so a part is a fair sample.
# MUTANT_ONLY, a regular expression, picks some by their names. MUTANT_JOBS (2) mutants are tried at once.
#
# Needs cargo-mutants 27.1.0 (cargo install cargo-mutants --locked). Debian packages: gcc nodejs python3-venv
set -eu -o pipefail
HERE=$(dirname "$(readlink -f "$0")")
cd "$HERE/../.."
TARGET=$(readlink -m "${CARGO_TARGET_DIR:-target}")
OUTPUT=$(readlink -m "${1:-$TARGET/mutants}")
LEAST=90
. "$HERE/crate_copy.sh"
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
cargo mutants --version >/dev/null 2>&1 || { echo "FAILED  cargo-mutants is not installed" >&2; exit 1; }

# Those that can't be a branch, each compiled by itself.
try_apart() {
    local names=()
    mapfile -t names <"$OUTPUT/apart.txt"
    [ ${#names[@]} -gt 0 ] || return 0
    if [ -n "${MUTANT_MINUTES:-}" ]; then
        cat "$OUTPUT/apart.txt" >>"$OUTPUT/untried.txt"
        return 0
    fi
    printf '%s\n' "${names[@]}" | sed 's/[][\.*^$()+?{|}\\]/\\&/g; s/^/^/; s/$/$/' >"$WORK/patterns"
    local arguments=() skips=()
    while IFS= read -r pattern; do arguments+=(--re "$pattern"); done <"$WORK/patterns"
    # The tests that mutants.py does not try either.
    local beside=(eight_times_the_text_takes is_not_read_again_by_each_before_it look_back_to_its_start
        a_worker_that_panics attacks::table)
    for name in "${beside[@]}" $(cat "$OUTPUT/slow.txt"); do
        skips+=(--skip "$name")
    done
    (cd "$WORK/apart" && cargo mutants --file 'src/domain/**' --in-place --baseline skip --timeout 60 --no-times \
        --colors never --output "$WORK/each" "${arguments[@]}" -- --offline --test all -- "${skips[@]}") >"$WORK/each.log" 2>&1 || true
    for verdict in caught missed timeout unviable; do
        cat "$WORK/each/mutants.out/$verdict.txt" >>"$OUTPUT/$verdict.txt"
    done
}

count() { wc -l <"$OUTPUT/$1.txt"; }

VENV=$TARGET/mutants-python
[ -x "$VENV/bin/python" ] || python3 -m venv "$VENV"
"$VENV/bin/pip" install --quiet --disable-pip-version-check tree-sitter==0.26.1 tree-sitter-rust==0.24.2
# Incremental builds of so much code cost more than they save.
export CARGO_TARGET_DIR=$TARGET/mutants-build CARGO_NET_OFFLINE=true CARGO_INCREMENTAL=0
mkdir -p "$OUTPUT"
copy_program "$WORK/crate"
cp -r "$WORK/crate" "$WORK/apart"
(cd "$WORK/crate" && cargo mutants --list --json --file 'src/domain/**') >"$WORK/mutants.json"
"$VENV/bin/python" "$HERE/mutants.py" "$WORK/crate" "$WORK/mutants.json" "$OUTPUT"
try_apart
caught=$(($(count caught) + $(count timeout)))
viable=$((caught + $(count missed)))
share=$((caught * 1000 / viable))
echo "tried $viable mutants, survived $caught, control: found"
echo "caught $((share / 10)).$((share % 10)) % of what was tried; $(count timeout) of them by a time-out"
echo "$(count unviable) do not compile"
[ "$(count untried)" = 0 ] || echo "skipped $(count untried) mutants: no time was left"
if [ "$((share / 10))" -ge "$LEAST" ]; then
    echo "1 passed, 0 failed"
else
    echo "FAILED  less than $LEAST % are caught"
    echo "0 passed, 1 failed"
    exit 1
fi
