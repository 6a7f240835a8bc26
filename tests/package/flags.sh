# How what is shipped is compiled, to be sourced.

# set_flags SOURCE_FOLDER TARGET_FOLDER: the compiler's flags.
# Messages of a panic name source files: without the folders of whoever built them. The encoded form allows blanks.
set_flags() {
    CARGO_ENCODED_RUSTFLAGS=--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo
    CARGO_ENCODED_RUSTFLAGS+=$'\x1f'--remap-path-prefix=$2=/target$'\x1f'--remap-path-prefix=$1=/source
    export CARGO_ENCODED_RUSTFLAGS
}

# Builds both programs. The window opens libraries of the system when it runs, so it is linked with that system's. The
# command line has what it needs in it, glibc too, and still no fixed address: without a dynamic linker it starts in two
# thirds of the time.
#
# The window is linked for size, and what is our own in it is compiled so: a tenth smaller, and its scan 3 % slower.
build_programs() {
    # A setting for one package turns the profile's strip off for it.
    cargo rustc --release --locked --bin token-debugger-window \
        --config 'profile.release.package.token-debugger.opt-level="s"' -- -C strip=symbols
    build_command_line
}

# build_command_line [OPTION]…
build_command_line() {
    cargo rustc --release --locked --no-default-features --bin token-debugger "$@" -- -C target-feature=+crt-static
}
