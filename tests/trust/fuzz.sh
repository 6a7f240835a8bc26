#!/bin/bash
# Every fuzz target from its committed corpus: fuzz.sh [SECONDS [TARGET…]]
#
# SECONDS are those of each target, 20 without it; FUZZ_JOBS (1) targets run at once, each on one core. What is new is
# kept in the build's folder; a crash is written to fuzz/artifacts and printed. The checks themselves are in fuzz/src,
# and `cargo test --test properties corpus` runs them over the corpus without any of this.
#
# Needs cargo-fuzz 0.13 (`cargo install cargo-fuzz --locked`) and the Debian package g++, and says which of them is
# missing; it installs nothing.
set -eu
# Coverage and the address sanitizer are flags that only a nightly compiler takes without this; so that one toolchain is
# enough, and the one that builds what is shipped.
export RUSTC_BOOTSTRAP=1
cd "$(dirname "$(readlink -f "$0")")/../.."
SECONDS_EACH=${1:-20}
[ $# -eq 0 ] || shift
TARGETS=(capture token key dotenv slicer legacy arguments scan)
[ $# -eq 0 ] || TARGETS=("$@")
BUILD=$(readlink -m "${CARGO_TARGET_DIR:-target}/fuzz")
HOST=x86_64-unknown-linux-gnu
MOST_MIB=1024

missing=0
need() {
    local what=$1
    shift
    "$@" >/dev/null 2>&1 || {
        echo "missing: $what" >&2
        missing=1
    }
}
need "cargo-fuzz (cargo install cargo-fuzz --locked)" cargo fuzz --version
need "a C++ compiler (g++)" c++ --version
[ "$missing" -eq 0 ] || exit 2

passed=0
failed=0
report() {
    if [ "$1" -eq 0 ]; then
        passed=$((passed + 1))
        echo "ok      $2"
    else
        failed=$((failed + 1))
        echo "FAILED  $2"
    fi
}

mkdir -p "$BUILD"
CARGO_TARGET_DIR=$BUILD cargo fuzz build --target "$HOST" >"$BUILD/build.log" 2>&1 || {
    cat "$BUILD/build.log"
    echo "FAILED  the build"
    exit 1
}

# fuzz TARGET LOG OPTION…
fuzz() {
    local target=$1 log=$2
    shift 2
    mkdir -p "$BUILD/corpus/$target" "fuzz/artifacts/$target"
    "$BUILD/$HOST/release/$target" "$BUILD/corpus/$target" "fuzz/corpus/$target" \
        -dict="fuzz/dictionaries/$target.dict" -artifact_prefix="fuzz/artifacts/$target/" \
        -rss_limit_mb="$MOST_MIB" -timeout=5 -max_len=4096 -print_final_stats=1 "$@" >"$log" 2>&1
}

# Leaves the result as a file.
fuzz_timed() {
    local target=$1 result=0
    fuzz "$target" "$BUILD/$target.log" -max_total_time="$SECONDS_EACH" || result=1
    echo "$result" >"$BUILD/$target.result"
}

running=0
for target in "${TARGETS[@]}"; do
    if [ "$running" -ge "${FUZZ_JOBS:-1}" ]; then
        wait -n
        running=$((running - 1))
    fi
    fuzz_timed "$target" &
    running=$((running + 1))
done
wait

for target in "${TARGETS[@]}"; do
    log=$BUILD/$target.log
    result=$(cat "$BUILD/$target.result")
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    memory=$(sed -n 's/^stat::peak_rss_mb: *//p' "$log")
    coverage=$(grep -aoE 'cov: [0-9]+ ft: [0-9]+' "$log" | tail -1)
    report "$result" "$target: ${runs:-no} runs, ${coverage:-no coverage}, ${memory:-?} MiB at most"
    [ "$result" -eq 0 ] || grep -aE 'panicked|ERROR|SUMMARY|Test unit' -A1 "$log" | cut -c1-300
done

# Control: a defect that was planted must be found.
mkdir -p "$BUILD/planted"
if "$BUILD/$HOST/release/planted" -artifact_prefix="$BUILD/planted/" -max_total_time=60 >"$BUILD/planted.log" 2>&1; then
    report 1 "control: the planted defect is not found"
else
    found=0
    grep -aq "the planted defect" "$BUILD/planted.log" || found=1
    report "$found" "control: the planted defect is found"
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
