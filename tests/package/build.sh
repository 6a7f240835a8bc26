#!/bin/bash
# Builds what is shipped, a Debian package and a tarball: build.sh [OUTPUT_FOLDER]
#
# Man pages and completions are what the program that was built prints. The same sources, toolchain and
# SOURCE_DATE_EPOCH (at first the date of the last commit) give the same files. Whoever builds packages for others puts
# a name and an address into DEBFULLNAME and DEBEMAIL. The last lines are the files and their sizes in bytes.
#
# Debian packages: gcc dpkg-dev python3 xz-utils
set -eu -o pipefail
HERE=$(dirname "$(readlink -f "$0")")
cd "$HERE/../.."
. "$HERE/flags.sh"
TARGET=$(readlink -m "${CARGO_TARGET_DIR:-target}")
OUTPUT=$(readlink -m "${1:-$TARGET/package}")
CARGO_DEB=3.8.0
PROGRAM=$TARGET/release/token-debugger
DOCUMENTS=$TARGET/release/package
TOOLS=$TARGET/tools
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}

install_cargo_deb() {
    [ "$("$TOOLS/bin/cargo-deb" --version 2>/dev/null)" = "cargo-deb $CARGO_DEB" ] ||
        cargo install cargo-deb --version "$CARGO_DEB" --locked --root "$TOOLS" --target-dir "$TOOLS/build"
}

# A member of Cargo.toml, by the names that lead to it: what it says is said there only.
manifest() {
    cargo metadata --locked --no-deps --format-version 1 | python3 -c '
import functools, json, sys
print(functools.reduce(lambda table, name: table[name], sys.argv[1:], json.load(sys.stdin)["packages"][0]))' "$@"
}

# The newest section of CHANGELOG.md in the form and width of Debian Policy, section 4.4.
print_debian_changelog() {
    echo "token-debugger ($VERSION) unstable; urgency=medium"
    echo
    awk '/^## / { section++ } section == 1 && /^- / { printf "%s%s", end, substr($0, 3); end = "\n" }
        section == 1 && /^  / { printf "%s", substr($0, 2) } END { printf "%s", end }' CHANGELOG.md |
        while IFS= read -r change; do
            fold --spaces --width=74 <<<"$change" | sed '1s/^/  * /; 2,$s/^/    /; s/ *$//'
        done
    echo
    echo " -- $MAINTAINER  $(date --utc --date="@$SOURCE_DATE_EPOCH" '+%a, %d %b %Y %H:%M:%S +0000')"
}

generate_documents() {
    rm -rf "$DOCUMENTS"
    "$PROGRAM" generate man --at "$SOURCE_DATE_EPOCH" --out "$DOCUMENTS/man"
    for shell in bash zsh fish; do
        "$PROGRAM" generate completions "$shell" --out "$DOCUMENTS/completions"
    done
    print_debian_changelog >"$DOCUMENTS/changelog"
    python3 "$HERE/notices.py" >"$DOCUMENTS/third-party-notices.txt"
    # cargo-deb compresses man pages, but not those that it takes for something that cargo built.
    gzip -9n "$DOCUMENTS"/man/*.1 "$DOCUMENTS/changelog" "$DOCUMENTS/third-party-notices.txt"
}

# The package's tree without the system in front of it, so that it can be unpacked into /usr/local or ~/.local.
build_tarball() {
    local name folder
    name=token-debugger-$VERSION-$(uname -m)-linux
    folder=$(mktemp -d)
    mkdir -p "$folder/$name"
    dpkg-deb --fsys-tarfile "$1" | tar -x -C "$folder/$name" --strip-components=2
    tar -c -C "$folder" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" "$name" |
        xz -9 >"$OUTPUT/$name.tar.xz"
    rm -rf "$folder"
}

VERSION=$(manifest version)
MAINTAINER=$(manifest metadata deb maintainer)
[ -z "${DEBEMAIL:-}" ] || MAINTAINER="${DEBFULLNAME:-The Token Debugger developers} <$DEBEMAIL>"
DEB=$OUTPUT/token-debugger_${VERSION}_$(dpkg --print-architecture).deb

install_cargo_deb
set_flags "$PWD" "$TARGET"
build_programs
# From here on: a change of these would build the crates that hold C anew.
export SOURCE_DATE_EPOCH LC_ALL=C.UTF-8
generate_documents
mkdir -p "$OUTPUT"
"$TOOLS/bin/cargo-deb" --no-build --no-strip --no-dbgsym --locked --maintainer "$MAINTAINER" \
    --output "$DEB"
build_tarball "$DEB"
stat --format='%12s  %n' "$PROGRAM" "$PROGRAM-window" "$DEB" "$OUTPUT"/token-debugger-"$VERSION"-*.tar.xz
