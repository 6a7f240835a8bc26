# The compiler's flags of what is shipped, to be sourced: set_flags SOURCE_FOLDER TARGET_FOLDER
#
# Messages of a panic name source files: without the folders of whoever built them. The encoded form allows blanks.
set_flags() {
    CARGO_ENCODED_RUSTFLAGS=--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo
    CARGO_ENCODED_RUSTFLAGS+=$'\x1f'--remap-path-prefix=$2=/target$'\x1f'--remap-path-prefix=$1=/source
    export CARGO_ENCODED_RUSTFLAGS
}
