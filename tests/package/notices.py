"""Prints the licences and notices of the crates that are linked into the program, as their packages hold them.

A text that several crates share is printed once, below all of their names. A crate that ships no such file is listed
with the licence that its manifest names.
"""

import json
import pathlib
import re
import subprocess

FILE = re.compile(r"(licen[cs]e|copying|notice|copyright|unlicense)", re.IGNORECASE)
RULE = "-" * 80


def cargo(*arguments):
    return subprocess.run(("cargo", *arguments), check=True, capture_output=True, text=True).stdout


def linked_crates():
    """Names and versions of the crates in the program: no build scripts, no macros, no tests."""
    tree = cargo("tree", "--locked", "--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}")
    return {tuple(line.split()[:2]) for line in tree.splitlines()}


def notices(folder):
    """The texts of the licence files in the folder of a package."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and FILE.search(path.name))
    return [text.strip() for path in files if (text := path.read_text(encoding="utf-8", errors="replace")).strip()]


def main():
    linked = linked_crates()
    crates_of_text = {}
    listed = []
    packages = json.loads(cargo("metadata", "--locked", "--format-version", "1"))["packages"]
    for package in sorted(packages, key=lambda package: (package["name"], package["version"])):
        name = f"{package['name']} {package['version']}"
        # What has no source is the program itself.
        if package["source"] is None or (package["name"], f"v{package['version']}") not in linked:
            continue
        listed.append(f"{name}: {package['license'] or 'see its file below'}")
        for text in notices(pathlib.Path(package["manifest_path"]).parent):
            crates_of_text.setdefault(text, []).append(name)
    if len(listed) < 2:
        raise SystemExit("no crate is linked: the search for them finds nothing")
    print("Crates that are linked into Token Debugger, with their licences\n")
    print("\n".join(listed))
    for text, crates in crates_of_text.items():
        print(f"\n{RULE}\n{', '.join(dict.fromkeys(crates))}\n{RULE}\n\n{text}")


main()
