#!/bin/bash
# Runs tests of the domain in Miri, which sees undefined behaviour: uses of memory that Rust does not allow. miri.sh
#
# Miri runs Rust alone, and a thousand times slower than the machine does. So these are tests that verify no signature
# (ring is C and assembler) and that try few values; the others are named and counted. The window's crates are not
# in it. The last line is `N passed, M failed`.
#
# Needs the nightly toolchain with its components miri and rust-src. Debian packages: gcc python3
set -eu -o pipefail
HERE=$(dirname "$(readlink -f "$0")")
cd "$HERE/../.."
. "$HERE/crate_copy.sh"
FOLDER=$(mktemp -d)
trap 'rm -rf "$FOLDER"' EXIT
cargo +nightly miri --version >/dev/null 2>&1 || { echo "FAILED  Miri is not installed"; exit 1; }
CARGO_TARGET_DIR=$(readlink -m "${CARGO_TARGET_DIR:-target}")/miri
# The tests read files; addresses as numbers are what base64 and zlib crates do, and are no fault.
MIRIFLAGS="-Zmiri-disable-isolation -Zmiri-permissive-provenance"
export CARGO_TARGET_DIR MIRIFLAGS

# Modules of the tests, and those of their tests that are too much for Miri.
TESTS=(json_text:: numeric_dates:: slicer_config:: slicer_difference:: key_credential:: scope_rules:: mint_tokens::msg)
TOO_MUCH=(
    deep_nesting_is_refused of_a_hundred_thousand any_bytes_are_read a_line_that_is_added a_long_line_is_cut
    no_run_of_a_secrets the_sample_key msg_is_at_most_as_deep nearest
)
ran=0
failed=0
copy_domain "$FOLDER/crate"
skips=()
for name in "${TOO_MUCH[@]}"; do skips+=(--skip "$name"); done
code=0
(cd "$FOLDER/crate" && cargo +nightly miri test --offline --test all -- "${TESTS[@]}" "${skips[@]}") \
    >"$FOLDER/output" 2>&1 </dev/null || code=$?
grep -E '^test .* \.\.\. ' "$FOLDER/output" || true
counts=$(grep -oE '[0-9]+ passed; [0-9]+ failed;.* [0-9]+ filtered out' "$FOLDER/output" || true)
if [ "$code" = 0 ] && [ -n "$counts" ]; then
    ran=${counts%% passed*}
    echo "ok      $ran tests in $SECONDS s, no undefined behaviour"
else
    echo "FAILED  the tests in Miri"
    tail -n 40 "$FOLDER/output"
    failed=1
fi

# A read behind the end of an array, which only Miri sees.
mkdir -p "$FOLDER/control/src"
printf '[package]\nname = "control"\nversion = "0.1.0"\nedition = "2024"\n[workspace]\n' >"$FOLDER/control/Cargo.toml"
echo 'fn main() { let a = [1_u8, 2]; println!("{}", unsafe { *a.as_ptr().add(2) }) }' >"$FOLDER/control/src/main.rs"
if cargo +nightly miri run --quiet --manifest-path "$FOLDER/control/Cargo.toml" >"$FOLDER/output" 2>&1 ||
    ! grep -q 'Undefined Behavior' "$FOLDER/output"; then
    echo "FAILED  control: undefined behaviour is not seen"
    failed=$((failed + 1))
else
    echo "ok      control: undefined behaviour is seen"
    ran=$((ran + 1))
fi
echo "tried $((ran - 1)) tests, survived $((ran - 1)), control: $([ "$failed" = 0 ] && echo found || echo "see above")"
echo "skipped $(sed -E 's/.* ([0-9]+) filtered out/\1/' <<<"$counts") tests of the domain: too many values for Miri, or C"
echo "$ran passed, $failed failed"
[ "$failed" = 0 ]
