# A copy of the crate that has src/domain alone, and one program, "all", of those tests that use the domain alone: quick
# to compile, with nothing of the window. Source it from the root of the repository: copy_domain FOLDER
# Debian packages: gcc python3

# Not: tests that start the program, have a window, read the sources or share the fuzz targets' checks.
uses_domain_alone() {
    local files=$1
    [ "$(basename "$1")" != main.rs ] || files=$(dirname "$1")
    case $files in */domain_purity.rs | */window_* | */properties | */accessibility) return 1 ;; esac
    grep -rq 'domain::' "$files" && ! grep -rqE 'token_debugger::(app|cli|ui|\{)|CARGO_BIN_EXE|egui' "$files"
}

# Cargo.toml with the domain's tests as one program, and dependencies that are quick.
write_manifest() {
    python3 - "$1" <<'PYTHON'
import re
import sys

LEFT_OUT = ("[[bin]]", "[features]", "[lib]", "[lints", "[profile", "[package.metadata", "[workspace]")
tables = re.split(r"(?m)^(?=\[)", open("Cargo.toml").read())
text = "".join(table for table in tables if not table.startswith(LEFT_OUT))
text = re.sub(r"(?m)^(eframe|rfd|arboard|egui_kittest|accesskit|proptest|default-run)\b.*\n", "", text)
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
""")
PYTHON
}

copy_domain() {
    local crate=$1 file name
    mkdir -p "$crate/src"
    cp -r tests assets Cargo.lock SECURITY.md "$crate/"
    cp -r src/domain "$crate/src/"
    echo 'pub mod domain;' >"$crate/src/lib.rs"
    write_manifest "$crate/Cargo.toml"
    for file in tests/*.rs tests/*/main.rs; do
        uses_domain_alone "$file" || continue
        name=${file#tests/}
        printf '#[path = "%s"]\nmod %s;\n' "$name" "$(basename "${name%/main.rs}" .rs)"
    done >"$crate/tests/all.rs"
    # A test that was a crate of its own is a module here.
    for file in "$crate"/tests/*/main.rs; do
        name=$(basename "$(dirname "$file")")
        sed -i "s/\bcrate::/crate::$name::/g" "$(dirname "$file")"/*.rs
    done
}
