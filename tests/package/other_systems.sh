#!/bin/bash
# Compiles both programs for the systems that they are not tested on, without linking: other_systems.sh [SYSTEM]…
#
# SYSTEM is windows or macos, by default both. What C there is, is compiled too: for Windows by MinGW, for macOS by the
# C compiler of zig, which brings that system's headers. The last line is `N passed, M failed`.
#
# Debian packages: gcc-mingw-w64-x86-64 nasm python3-venv. rustup gets the standard libraries, pip gets zig.
set -eu -o pipefail
HERE=$(dirname "$(readlink -f "$0")")
cd "$HERE/../.."
TARGET=$(readlink -m "${CARGO_TARGET_DIR:-target}")
ZIG=$TARGET/tools/zig
passed=0
failed=0

check() {
    local system=$1 target=$2 code=0
    rustup target list --installed | grep -qx "$target" || rustup target add "$target"
    cargo check --quiet --locked --bins --target "$target" --target-dir "$TARGET/other" || code=$?
    if [ "$code" -eq 0 ]; then
        passed=$((passed + 1))
        echo "ok      it compiles for $system ($target)"
    else
        failed=$((failed + 1))
        echo "FAILED  it does not compile for $system ($target)"
    fi
}

install_zig() {
    [ -x "$ZIG/bin/python" ] || python3 -m venv "$ZIG"
    "$ZIG/bin/pip" install --quiet --disable-pip-version-check ziglang==0.15.1
    # The target is zig's own word for it; those of other compilers are left out.
    cat >"$ZIG/cc" <<'COMPILER'
#!/bin/bash
arguments=()
for argument in "$@"; do
    case $argument in
        --target=* | -mmacosx-version-min=* | -arch | arm64) ;;
        *) arguments+=("$argument") ;;
    esac
done
exec "$(dirname "$0")/bin/python" -m ziglang cc -target aarch64-macos "${arguments[@]}"
COMPILER
    printf '#!/bin/sh\nexec "$(dirname "$0")/bin/python" -m ziglang ar "$@"\n' >"$ZIG/ar"
    chmod +x "$ZIG/cc" "$ZIG/ar"
}

[ $# -gt 0 ] || set -- windows macos
for system in "$@"; do
    case $system in
        windows) check Windows x86_64-pc-windows-gnu ;;
        macos)
            install_zig
            CC_aarch64_apple_darwin=$ZIG/cc AR_aarch64_apple_darwin=$ZIG/ar check macOS aarch64-apple-darwin
            ;;
        *)
            echo "$system is neither windows nor macos" >&2
            exit 2
            ;;
    esac
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
