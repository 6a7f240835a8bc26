# Copies of the crate that are quick to compile, with one program, "all", of those tests that need no more. Source it
# from the root of the repository.
#
#     copy_domain FOLDER    src/domain alone
#     copy_program FOLDER   the crate and the command line, without the window
#
# Debian packages: gcc python3

# The files of a test: a program of one file, or the folder of its main.rs.
files_of() {
    if [ "$(basename "$1")" = main.rs ]; then dirname "$1"; else echo "$1"; fi
}

# Not: tests that start the program, have a window, read the sources or share the fuzz targets' checks.
uses_domain_alone() {
    uses_no_window "$1" && ! grep -rqE 'token_debugger::(app|cli|\{)|CARGO_BIN_EXE' "$(files_of "$1")"
}

uses_no_window() {
    local files
    files=$(files_of "$1")
    case $files in */domain_purity.rs | */properties) return 1 ;; esac
    ! grep -rqE 'egui|token_debugger::ui|window_support' "$files"
}

# write_manifest FILE TABLES: Cargo.toml with the tests as one program, and dependencies that are quick; TABLES are more
# of it.
write_manifest() {
    TABLES=$2 python3 - "$1" <<'PYTHON'
import os
import re
import sys

LEFT_OUT = ("[[bin]]", "[[bench]]", "[features]", "[lib]", "[lints", "[profile", "[package.metadata", "[workspace]")
tables = re.split(r"(?m)^(?=\[)", open("Cargo.toml").read())
text = "".join(table for table in tables if not table.startswith(LEFT_OUT))
text = re.sub(r"(?m)^(eframe|rfd|arboard|raw-window-handle|zbus|egui_kittest|criterion|png|default-run)\b.*\n", "", text)
open(sys.argv[1], "w").write(text.replace("[package]\n", "[package]\nautotests = false\nautobins = false\n", 1) + """
[lib]
name = "token_debugger"
test = false
doctest = false

[[test]]
name = "all"
path = "tests/all.rs"

[profile.dev]
opt-level = 1
debug = false

[profile.dev.package."*"]
opt-level = 2

[workspace]
""" + os.environ["TABLES"])
PYTHON
}

# copy_tests FOLDER WHICH
copy_tests() {
    local crate=$1 which=$2 file name
    cp -r tests assets Cargo.lock *.md "$crate/"
    for file in tests/*.rs tests/*/main.rs; do
        "$which" "$file" || continue
        name=${file#tests/}
        printf '#[path = "%s"]\nmod %s;\n' "$name" "$(basename "${name%/main.rs}" .rs)"
    done >"$crate/tests/all.rs"
    # A test that was a crate of its own is a module here.
    for file in "$crate"/tests/*/main.rs; do
        name=$(basename "$(dirname "$file")")
        sed -i "s/\bcrate::/crate::$name::/g" "$(dirname "$file")"/*.rs
    done
}

copy_domain() {
    mkdir -p "$1/src"
    cp -r src/domain "$1/src/"
    echo 'pub mod domain;' >"$1/src/lib.rs"
    write_manifest "$1/Cargo.toml" ''
    copy_tests "$1" uses_domain_alone
}

copy_program() {
    mkdir -p "$1/src"
    cp -r src/domain src/app src/cli src/main.rs "$1/src/"
    printf 'pub mod app;\npub mod cli;\npub mod domain;\n' >"$1/src/lib.rs"
    write_manifest "$1/Cargo.toml" '
[[bin]]
name = "token-debugger"
path = "src/main.rs"
test = false

[features]
gui = []
'
    copy_tests "$1" uses_no_window
}
