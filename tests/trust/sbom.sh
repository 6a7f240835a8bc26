#!/bin/bash
# Writes the bill of materials (CycloneDX 1.5, JSON) of what is linked on this system: sbom.sh [OUTPUT_FILE]
#
# Then it is checked: it names each crate that cargo links, with version, licence and checksum, and no folder of this
# machine. The same sources give the same file. The last line is `N passed, M failed`.
#
# Needs cargo-cyclonedx 0.5.9 (cargo install cargo-cyclonedx --locked). Debian packages: git python3
set -eu -o pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
OUTPUT=$(readlink -m "${1:-${CARGO_TARGET_DIR:-target}/token-debugger.cdx.json}")
command -v cargo-cyclonedx >/dev/null || { echo "FAILED  cargo-cyclonedx is not installed"; exit 1; }
FOLDER=$(mktemp -d)
trap 'rm -rf "$FOLDER"' EXIT
TARGET=$(rustc -vV | sed -n 's/^host: //p')
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 0)}
export SOURCE_DATE_EPOCH

# It is written beside Cargo.toml, so that is a copy.
cp -r Cargo.toml Cargo.lock src benches "$FOLDER/"
(cd "$FOLDER" && cargo cyclonedx --format json --spec-version 1.5 --target "$TARGET" --all-features \
    --override-filename bill --quiet)
cargo tree --locked --offline --target "$TARGET" -e normal,build --prefix none --format '{p}' >"$FOLDER/tree"
mkdir -p "$(dirname "$OUTPUT")"
python3 - "$FOLDER" "$OUTPUT" <<'PYTHON'
import json
import re
import sys
import uuid

folder, output = sys.argv[1:]
text = open(f"{folder}/bill.json").read()
bill = json.loads(re.sub(r"path\+file://[^\"#]*#", "path:#", text).replace(f"file://{folder}", "file:."))
# A random number would make each file another.
bill.pop("serialNumber", None)
bill["serialNumber"] = uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(bill, sort_keys=True)).urn
json.dump(bill, open(output, "w"), indent=1)

results = []


def check(name, holds):
    results.append(bool(holds))
    print(("ok      " if holds else "FAILED  ") + name)


def crates(lines):
    found = (re.match(r"(\S+) v(\S+)", line) for line in lines)
    return {(match[1], match[2]) for match in found if match} - {("token-debugger", bill["metadata"]["component"]["version"])}


linked = crates(open(f"{folder}/tree"))
named = {(part["name"], part["version"]) for part in bill["components"]}
missing = linked - named
check(f"each of the {len(linked)} crates that are linked is named" + (f", but {sorted(missing)}" if missing else ""), not missing)
check("control: a crate that is not named is found", crates(["no-such-crate v1.0.0"]) - named)
check("each has a version, a licence and a checksum", all(
    part.get("version") and part.get("licenses") and any(h["alg"] == "SHA-256" for h in part.get("hashes", []))
    for part in bill["components"]
))
written = open(output).read()
check("no folder of this machine is in it", not re.search(r"/(tmp|home|root|work|Users)/", written))
check("control: such a folder was in it", re.search(r"path\+file://", text))
print(f"tried {len(linked)} crates, survived {len(linked & named)}, control: found")
print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
sys.exit(not all(results))
PYTHON
