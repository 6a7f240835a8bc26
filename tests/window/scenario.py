"""What the scripts that use the real window share: steps in order, what they expect, and what comes of it.

A script is called as SCRIPT BINARY OUTPUT_FOLDER. It prints a line for each step, leaves a picture of each in the folder
and ends with `N passed, M failed`; the exit code is 0 when no step failed. With BREAK=1 in the environment every step
expects something wrong: then all must fail.
"""

import json
import os
import pathlib
import subprocess
import sys
import time

from gi.repository import GLib

from desktop import BREAK, Missing, PATIENCE, get_selection

ROOT = pathlib.Path(__file__).resolve().parents[2]
KEYS = ROOT / "tests/fixtures/keys"
KID = "6f1c2a7e-58d0-4c0b-9a43-1b2f3c4de29a"
SLICER_SCOPE = "video.services.ingest.slicer:ops"


def expected(text):
    """What a step looks for; with BREAK something that is nowhere."""
    return f"not {text}" if BREAK else text


def check(holds, what):
    if bool(holds) == BREAK:
        raise Missing(what)


def copied():
    """What the last copy has put into the clipboard."""
    time.sleep(1)
    return get_selection("clipboard").strip()


class Scenario:
    """One run through the window, in order; each method that starts with `step_` is a step."""

    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
        self.window = None
        self.key = folder / "My keys ü" / ".env"
        self.key.parent.mkdir(exist_ok=True)
        self.key.write_bytes((KEYS / "good/live-ops.env").read_bytes())

    def see(self, name, role=None):
        return self.window.see(expected(name), role)

    def see_part(self, *parts):
        return self.window.see_part(*map(expected, parts))

    def see_key_bar(self):
        # Shortened for the eye, whole for a screen reader.
        self.see_part(KID)

    def command_line(self, *arguments, text=""):
        """Runs the same program as a command line. Exit code 1 says that a token has an error."""
        done = subprocess.run([self.binary, *arguments], input=text, capture_output=True, text=True, timeout=30)
        if done.returncode == 2:
            raise Missing(done.stderr)
        return done.stdout

    def mint(self, *arguments):
        return self.command_line("mint", "--key", str(self.key), *arguments).strip()

    def read(self, text):
        return json.loads(self.command_line("read", "-", "--key", str(self.key), "--json", text=text))

    def shown_token(self):
        return self.window.see_part("eyJ")

    def wait_for_other_token(self, before):
        end = time.monotonic() + PATIENCE
        while self.shown_token() == before and time.monotonic() < end:
            time.sleep(0.1)
        return self.shown_token()


def main(scenario):
    binary, folder = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    steps = scenario(binary, folder)
    passed = failed = 0
    for name in sorted(name for name in dir(steps) if name.startswith("step_")):
        words = name.removeprefix("step_")
        try:
            getattr(steps, name)()
            passed += 1
            print(f"ok      {words}", flush=True)
        except (Missing, GLib.GError, subprocess.SubprocessError, OSError, ValueError) as problem:
            failed += 1
            print(f"FAILED  {words}: missing {problem}", flush=True)
        try:
            steps.window.picture(folder / f"{words}.png")
        except subprocess.SubprocessError as problem:
            print(f"        no picture of it: {problem}", flush=True)
    steps.window.close()
    print(f"{passed} passed, {failed} failed", flush=True)
    sys.exit(1 if failed else 0)
