#!/usr/bin/python3
"""Is a private key left in the memory of the window when it is forgotten, or at the end? memory_window.py BINARY [RUNS]

Each run makes a new key and loads it in another way and another kind of file; a token is made and copied, every pane
is looked at, and then the key is forgotten, loaded again and the window closed. Needs a screen and an accessibility
bus: memory.sh makes them. The last line is `N passed, M failed`.
"""

import collections
import os
import pathlib
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "window"))

import core
from desktop import Missing, Window, get_selection, set_clipboard
from memory_command_line import Report
from secret_key import KID, SUB, SecretKey, letter_traces

# Files that can't be pasted as text.
BINARY_FILES = ("pkcs8.der", "sec1.der")


class Session:
    """One window and what is done with it."""

    def __init__(self, binary, folder, secret, file):
        self.folder, self.secret, self.file = folder, secret, folder / file
        self.file.write_bytes(secret.files()[file])
        self.window = Window(binary)
        self.window.see("No key loaded")

    def load(self, way):
        if way == "paste":
            set_clipboard(self.file.read_text())
            self.window.press("ctrl+v")
        elif way == "drop":
            self.window.drop(self.file)
        else:
            set_clipboard(str(self.file))
            self.window.press("ctrl+v")
        self.window.see("Forget key")
        set_clipboard("nothing")

    def make_token(self):
        """A token, of which the part that shows it is long enough for anybody."""
        self.window.click("Create token")
        time.sleep(0.5)
        # What the file does not say is asked for: of a JWK the owner alone.
        for field, text in (("Key ID (kid)", KID), ("Owner (sub)", SUB)):
            if self.window.search(lambda name, field=field: name == field, "entry"):
                self.window.click(field, "entry")
                self.window.type(text)
        token = self.window.see_part("eyJ")
        self.window.click("Copy header line")
        time.sleep(0.5)
        return get_selection("clipboard").rpartition(" ")[2] or token

    def look_around(self):
        for pane in ("Slicer", "Request", "Read token"):
            self.window.click(pane)
            time.sleep(0.3)

    def forget(self):
        self.window.click("Forget key")
        self.window.see("No key loaded")
        # One more frame lets go of what was derived from it.
        time.sleep(1)

    def memory_at_exit(self):
        waiter = core.AtExit(self.window.process.pid, self.folder)
        end = time.monotonic() + 60
        while not waiter.is_waiting():
            if time.monotonic() > end:
                raise Missing("gdb")
            time.sleep(0.1)
        time.sleep(0.5)
        # Twice: the first one may only ask about a copied token.
        self.window.press("ctrl+q")
        time.sleep(1)
        if self.window.process.poll() is None:
            self.window.press("ctrl+q")
        return waiter.wait()


def main():
    binary = os.path.abspath(sys.argv[1])
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    report = Report()
    left = {"forgotten": collections.Counter(), "ended": collections.Counter()}
    tokens = collections.Counter()
    loaded = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for run in range(runs):
            secret = SecretKey()
            kinds = list(secret.files())
            file = kinds[run % len(kinds)]
            ways = ["path", "drop"] if file in BINARY_FILES else ["paste", "path", "drop"]
            # The second round takes other ways to the same files.
            way = ways[(run + run // len(kinds)) % len(ways)]
            session = Session(binary, folder, secret, file)
            session.load(way)
            token = session.make_token()
            traces = secret.traces() | secret.signing_traces(token)
            shown = letter_traces("token", token.rpartition(".")[2])
            session.look_around()
            there = core.find(traces, core.attach(session.window.process.pid, folder))
            loaded += any(trace.startswith("scalar, little-endian limb") for trace in there)
            session.forget()
            memory = core.attach(session.window.process.pid, folder)
            size = memory.stat().st_size >> 20
            there = core.find(traces | shown, memory)
            left["forgotten"].update((way, file, trace) for trace in there if trace in traces)
            tokens["forgotten"] += any(trace in shown for trace in there)
            session.load(way)
            memory = session.memory_at_exit()
            there = core.find(traces | shown, memory)
            left["ended"].update((way, file, trace) for trace in there if trace in traces)
            tokens["ended"] += any(trace in shown for trace in there)
            session.window.close()
            print(f"        run {run + 1}: {file} by {way}, {size} MiB", flush=True)
    for moment, found in left.items():
        for (way, file, trace), count in sorted(found.items()):
            print(f"        {count} × {moment}, {file} by {way}: {trace}")
    # Not judged: the window owns the clipboard, and so keeps what was copied until it is cleared or replaced.
    print(f"        the copied token: found in {tokens['forgotten']} runs after Forget key, in {tokens['ended']} at the end")
    report.judge("control: the key is found while it is loaded", loaded == runs, f"{loaded} of {runs}")
    report.judge("nothing of the key is in memory after Forget key", not left["forgotten"], len(left["forgotten"]))
    report.judge("nothing of the key is in memory at the end of the window", not left["ended"], len(left["ended"]))
    return report.end()


if __name__ == "__main__":
    sys.exit(main())
