#!/bin/bash
# Every bit of 100 tokens is flipped, in an optimised build; none of them may verify. Some 300 000 verifications: about
# a minute, and the build before it. `cargo test --test properties bits` tries every 97th bit. Needs cargo.
set -eu
cd "$(dirname "$(readlink -f "$0")")/../.."
TRUST_BITS=all cargo test --release --locked --test properties bits -- --nocapture
