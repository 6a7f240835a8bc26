#!/bin/bash
# Checks a Debian package as its users meet it: check.sh DEB
#
# What validators say of it, whether its names agree, and whether it installs in a Debian that has nothing else, starts
# from its desktop entry, opens a key from a file manager, and leaves nothing behind. Every validator is first given
# something broken that it must refuse. The last line is `N passed, M failed`. Run it as root: it makes a Debian in a
# folder and changes its root into it.
#
# Debian packages: appstream desktop-file-utils file fish libglib2.0-bin lintian man-db mmdebstrap openbox openssl
# shared-mime-info x11-utils xvfb zsh
set -eu -o pipefail
HERE=$(dirname "$(readlink -f "$0")")
DEB=$(readlink -f "$1")
KEYS=$HERE/../fixtures/keys/good
NAME=token-debugger
# The name of desktop entry, metainfo, icon, types of files and window.
ID=alt.tokendebugger.app
FOLDER=$(mktemp -d)
TREE=$FOLDER/tree
SHARE=$TREE/usr/share
TYPES=$FOLDER/types
CLEAN=$FOLDER/debian
DESKTOP=$SHARE/applications/$ID.desktop
METAINFO=$SHARE/metainfo/$ID.metainfo.xml
. "$HERE/../window/screen.sh"
export LC_ALL=C.UTF-8
finish() {
    umount --lazy "$CLEAN/proc" 2>/dev/null || true
    rm -rf --one-file-system "$FOLDER"
}
trap finish EXIT
passed=0
failed=0

# Runs a check, which fails with its first command that fails; then its output is shown.
check() {
    local what=$1 code
    shift
    # In a condition bash would go on behind a command that failed.
    set +e
    (set -e && "$@") >"$FOLDER/output" 2>&1
    code=$?
    set -e
    if [ "$code" -eq 0 ]; then
        passed=$((passed + 1))
        echo "ok      $what"
    else
        failed=$((failed + 1))
        echo "FAILED  $what"
        sed 's/^/        /' "$FOLDER/output"
    fi
}

refuse() {
    ! "$@"
}

has_files() {
    local path
    for path in usr/bin/$NAME usr/libexec/$NAME-window usr/share/applications/$ID.desktop \
        usr/share/metainfo/$ID.metainfo.xml usr/share/mime/packages/$ID.xml usr/share/icons/hicolor/scalable/apps/$ID.svg \
        usr/share/man/man1/$NAME.1.gz usr/share/bash-completion/completions/$NAME \
        usr/share/zsh/vendor-completions/_$NAME usr/share/fish/vendor_completions.d/$NAME.fish \
        usr/share/doc/$NAME/{copyright,changelog.gz,third-party-notices.txt.gz}; do
        echo "$path"
        [ -s "$TREE/$path" ]
    done
}

validate_tree() {
    local issues
    issues=$(appstreamcli validate-tree --no-net --format=yaml "$1" |
        awk '/^- tag:/ { tag = $3 } /^  severity: (error|warning)/ { print $2, tag }') || true
    echo "$issues"
    [ -z "$issues" ]
}

names_agree() {
    grep -x "Icon=$ID" "$DESKTOP"
    grep -x "StartupWMClass=$ID" "$DESKTOP"
    grep -x "Exec=$NAME %f" "$DESKTOP"
    grep -F "<launchable type=\"desktop-id\">$ID.desktop</launchable>" "$METAINFO"
    grep -F "<id>$ID</id>" "$METAINFO"
    grep -F "<icon type=\"stock\">$ID</icon>" "$METAINFO"
}

# Both files name the same types of files, and each type is one that the machine or the package defines.
types_agree() {
    local types type
    types=$(sed -n 's/^MimeType=//p' "$DESKTOP" | tr ';' '\n' | sed '/^$/d' | sort)
    [ "$types" = "$(sed -n 's|.*<mediatype>\(.*\)</mediatype>.*|\1|p' "$METAINFO" | sort)" ]
    for type in $types; do
        ls "$TYPES/mime/$type.xml"
    done
}

# These two are not built here, so nothing else would notice that they name an old version.
bundles_have_version() {
    local version assets=$HERE/../../assets
    version=$(dpkg-deb --field "$DEB" Version)
    [ "$(grep -cF "<string>$version</string>" "$assets/macos/Info.plist")" -eq 2 ]
    grep -F "name=\"TokenDebugger\" version=\"$version.0\"" "$assets/windows/token-debugger.exe.manifest"
}

# Messages of a panic name source files.
names_no_home() {
    local program
    for program in "$TREE/usr/bin/$NAME" "$TREE/usr/libexec/$NAME-window"; do
        grep -aq '/cargo/registry/src/' "$program"
        refuse grep -aoF -e '.cargo/registry/' -e "$(readlink -f "$HERE/../..")/" "$program"
    done
}

has_icons() {
    local size path
    for size in 16 22 24 32 48 64 128 256; do
        path=$SHARE/icons/hicolor/${size}x$size/apps/$ID.png
        file "$path"
        file "$path" | grep "PNG image data, $size x $size,"
    done
}

# The subcommands that help lists; they may have subcommands of their own.
subcommands() {
    "$TREE/usr/bin/$NAME" "$@" --help |
        awk '/^Commands:/ { list = 1; next } /^$/ { list = 0 } list && /^  [a-z]/ && $1 != "help" { print $1 }'
}

has_page() {
    local page=$SHARE/man/man1/$1.1.gz
    echo "$1"
    lexgrog "$page"
    # What the formatter doesn't understand goes to standard error.
    [ -z "$(man --warnings --local-file "$page" 2>&1 >/dev/null)" ]
}

has_pages() {
    local first second
    has_page $NAME
    [ "$(subcommands | wc -l)" -gt 4 ]
    for first in $(subcommands); do
        has_page "$NAME-$first"
        for second in $(subcommands "$first"); do
            has_page "$NAME-$first-$second"
        done
    done
}

# What bash offers for the words so far, the last of them unfinished.
complete_in_bash() {
    bash --norc -c '
        source "$1"
        shift
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
        function=$(complete -p "$1" | sed "s/.* -F \([^ ]*\) .*/\1/")
        "$function" "$1" "${@: -1}" "${@: -2:1}"
        echo "${COMPREPLY[*]}"' bash "$SHARE/bash-completion/completions/$NAME" "$@"
}

completes_in_bash() {
    [ "$(complete_in_bash $NAME mi)" = mint ]
    [ "$(complete_in_bash $NAME mint --sc)" = --scope ]
    [ "$(complete_in_bash $NAME generate completions ba)" = bash ]
    [ "$(complete_in_bash $NAME read --key "$KEYS/live-ops.e")" = "$KEYS/live-ops.env" ]
    [ -z "$(complete_in_bash $NAME nonsense)" ]
}

completes_in_fish() {
    local completions=$SHARE/fish/vendor_completions.d/$NAME.fish
    HOME=$FOLDER fish --no-config -c "source $completions; complete -C '$NAME mi'" | grep '^mint'
    refuse grep . <(HOME=$FOLDER fish --no-config -c "source $completions; complete -C '$NAME nonsense'")
}

completes_in_zsh() {
    zsh -f -n "$SHARE/zsh/vendor-completions/_$NAME"
    [ "$(zsh -f -c "fpath=($SHARE/zsh/vendor-completions \$fpath); autoload -Uz compinit; compinit -D -u
        print \${_comps[$NAME]}")" = "_$NAME" ]
}

break_package() {
    cp -a "$TREE" "$FOLDER/broken"
    dpkg-deb --control "$DEB" "$FOLDER/broken/DEBIAN"
    rm "$FOLDER/broken/usr/share/doc/$NAME/copyright"
    dpkg-deb --root-owner-group --build "$FOLDER/broken" "$FOLDER/broken.deb" >/dev/null
}

validate_package() {
    lintian --allow-root --fail-on error --display-level '>=warning' "$1"
}

# The type that file managers see in a file, by the definitions of this package and those of the system.
has_type() {
    local found
    found=$(XDG_DATA_HOME=$FOLDER/none XDG_DATA_DIRS=$TYPES gio info -a standard::content-type "$2" |
        sed -n 's/^ *standard::content-type: //p')
    echo "$(basename "$2") is $found"
    [ "$found" = "$1" ]
}

has_types() {
    local files=$FOLDER/files
    mkdir "$files"
    cp "$KEYS/live-ops.env" "$KEYS/live-ops.pem" "$KEYS/private.jwk" "$files"
    cp "$KEYS/live-ops.env" "$files/.env"
    echo 'PORT=8080' >"$files/other.env"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout /dev/null -subj /CN=test \
        -out "$files/certificate.pem" 2>/dev/null
    has_type application/x-uplynk-api-key "$files/live-ops.env"
    has_type application/x-uplynk-api-key "$files/.env"
    has_type application/x-pem-key "$files/live-ops.pem"
    has_type application/jwk+json "$files/private.jwk"
    # What is no key stays what it is without the package.
    has_type text/x-dotenv "$files/other.env"
    has_type application/x-x509-ca-cert "$files/certificate.pem"
}

# A Debian with what every desktop has to open files with, and nothing of a window system.
make_clean_debian() {
    local release
    release=$(. /etc/os-release && echo "$VERSION_CODENAME")
    mmdebstrap --quiet --variant=apt --include=libglib2.0-bin,desktop-file-utils,shared-mime-info "$release" "$CLEAN"
    # As on every machine that runs: a program finds its own file there.
    mount -t proc proc "$CLEAN/proc"
    refuse grep . <(find "$CLEAN/usr/lib" -name 'libX11.so*' -o -name 'libGL.so*' -o -name 'libwayland-*')
}

inside() {
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        ${DISPLAY:+DISPLAY="$DISPLAY"} LIBGL_ALWAYS_SOFTWARE=1 chroot "$CLEAN" "$@"
}

# Only what the package depends on: what it recommends has to be there, but must not be needed.
install_package() {
    cp "$DEB" "$CLEAN/tmp/$NAME.deb"
    inside apt-get update --quiet
    inside apt-get install --simulate "/tmp/$NAME.deb" >"$FOLDER/simulated"
    grep '^Inst libdbus-1-3 ' "$FOLDER/simulated"
    grep '^Inst xdg-desktop-portal ' "$FOLDER/simulated"
    inside apt-get install --yes --quiet --no-install-recommends "/tmp/$NAME.deb"
}

runs_in_clean_debian() {
    inside $NAME --version | grep "^$NAME $(dpkg-deb --field "$DEB" Version)\$"
    inside $NAME scopes | grep 'video\.services'
}

# Starts the program with a command in the clean Debian, and waits for a window of the class that the desktop entry
# names. The process of that window is the package's window, with the argument that is expected.
opens_window() {
    local argument=$1 window='' process
    shift
    inside "$@" &
    for _ in $(seq 150); do
        window=$(xwininfo -root -tree | awk -v class=" \"$ID\")" 'index($0, class) { print $1 }')
        [ -z "$window" ] || break
        sleep 0.1
    done
    [ -n "$window" ]
    process=$(xprop -id "$window" _NET_WM_PID | sed 's/.*= //')
    [ "$(readlink "/proc/$process/root")" = "$CLEAN" ]
    tr '\0' ' ' <"/proc/$process/cmdline" | tee "$FOLDER/call"
    kill "$process"
    for _ in $(seq 50); do
        kill -0 "$process" 2>/dev/null || break
        sleep 0.1
    done
    [ "$(cat "$FOLDER/call")" = "/usr/libexec/$NAME-window ${argument:+-- $argument }" ]
}

# `gio open` chooses the program as a file manager does at a double click.
opens_key() {
    cp "$KEYS/live-ops.env" "$CLEAN/tmp/live-ops.env"
    opens_window /tmp/live-ops.env gio open /tmp/live-ops.env
}

is_offered() {
    local type
    for type in $(sed -n 's/^MimeType=//p' "$DESKTOP" | tr ';' ' '); do
        inside gio mime "$type" | grep "$ID.desktop"
    done
    refuse grep "$ID.desktop" <(inside gio mime text/x-dotenv)
}

removes_everything() {
    inside dpkg --listfiles $NAME >"$FOLDER/listed"
    inside apt-get purge --yes --quiet $NAME
    refuse grep . <(find "$CLEAN/usr" -name "*$NAME*" -o -name "*$ID*")
    # Two packages may share a folder, but no file.
    [ "$(grep -c "$NAME" "$FOLDER/listed")" -gt 10 ]
}

dpkg-deb --extract "$DEB" "$TREE"
check "the package has every file that a desktop looks for" has_files

sed '/^Name=/d' "$DESKTOP" >"$FOLDER/$ID.desktop"
check "a desktop entry without a name is refused" refuse desktop-file-validate "$FOLDER/$ID.desktop"
check "the desktop entry is valid" desktop-file-validate "$DESKTOP"

sed '/<summary>/d' "$METAINFO" >"$FOLDER/$ID.metainfo.xml"
check "metainfo without a summary is refused" refuse appstreamcli validate --no-net "$FOLDER/$ID.metainfo.xml"
check "the metainfo is valid" appstreamcli validate --no-net "$METAINFO"
cp -a "$TREE" "$FOLDER/renamed"
mv "$FOLDER/renamed/usr/share/metainfo/$ID.metainfo.xml" "$FOLDER/renamed/usr/share/metainfo/$NAME.metainfo.xml"
check "metainfo under another name is noticed" refuse validate_tree "$FOLDER/renamed"
check "the metainfo and the desktop entry fit each other" validate_tree "$TREE"
check "desktop entry, icon, window class and metainfo share one name" names_agree
check "the program names no folder of whoever built it" names_no_home
check "the icon is there in every size" has_icons
check "the metadata for macOS and Windows names the package's version" bundles_have_version

mkdir -p "$TYPES/mime/packages"
cp "$SHARE/mime/packages/$ID.xml" /usr/share/mime/packages/freedesktop.org.xml "$TYPES/mime/packages"
check "the types of files are valid" env XDG_DATA_DIRS="$TYPES" update-mime-database "$TYPES/mime"
check "desktop entry and metainfo name the same types of files" types_agree
check "keys have a type of their own, other files keep theirs" has_types

check "every subcommand has a man page" has_pages
check "bash completes" completes_in_bash
check "fish completes" completes_in_fish
check "zsh completes" completes_in_zsh

break_package
check "a package without a copyright file is refused" refuse validate_package "$FOLDER/broken.deb"
check "the package is valid" validate_package "$DEB"

check "a Debian without any window system is made" make_clean_debian
check "the package installs there" install_package
check "the command line runs there" runs_in_clean_debian
start_screen
check "the window opens from the desktop entry" opens_window "" gio launch /usr/share/applications/$ID.desktop
check "the program is offered for keys, not for other files" is_offered
check "a key that is double-clicked opens in the window" opens_key
stop_screen
check "the package is removed without a trace" removes_everything

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
