#!/usr/bin/python3
"""Is a private key left in the memory of the command line when it ends? memory_command_line.py BINARY [RUNS]

Each run makes a new key, writes it as every kind of key file and lets every subcommand that takes a key use one of
them; a debugger stops the program at its last system call. The last line is `N passed, M failed`.
"""

import collections
import os
import pathlib
import sys
import tempfile

import core
from secret_key import KID, SUB, SecretKey

CONFIG = "description: Live Capture\nusername: joe@example.com\napikey: abcdefgh\nslicerID: slicer1234\n"
# More than the output buffer holds, so that some of it is written while the key is still loaded.
LONG_MESSAGE = '{"filler": "' + "x" * 20_000 + '"}'


class Report:
    """Counts, and says what went wrong."""

    def __init__(self):
        self.passed = self.failed = 0

    def judge(self, what, holds, otherwise=""):
        if holds:
            self.passed += 1
            print(f"ok      {what}", flush=True)
        else:
            self.failed += 1
            print(f"FAILED  {what}: {otherwise}", flush=True)

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        return 1 if self.failed else 0


def calls(binary, key, config):
    """Every subcommand that takes a key, with what it gets to read. The key file is still to be put in."""
    identity = [] if key.suffix == ".env" else ["--kid", KID, "--sub", SUB]
    scope = ["--scope", "video.services.assets:read"]
    return {
        "key": [binary, "key", key],
        "key --json": [binary, "key", key, "--json"],
        "mint": [binary, "mint", "--key", key, *identity, *scope],
        "mint --as slicer": [binary, "mint", "--key", key, *identity, "--as", "slicer"],
        "mint --msg": [binary, "mint", "--key", key, *identity, *scope, "--msg", LONG_MESSAGE],
        "read": [binary, "read", "--key", key],
        "read --json": [binary, "read", "--key", key, "--json"],
        "scan": [binary, "scan", "--key", key],
        "scan --summary": [binary, "scan", "--key", key, "--summary"],
        "slicer": [binary, "slicer", "--key", key, *identity],
        "slicer --config": [binary, "slicer", "--key", key, *identity, "--config", config],
        "request": [binary, "request", "--key", key, *identity, *scope, "--endpoint", "GET", "/api/v4/assets", "--inline"],
    }


def main():
    binary = os.path.abspath(sys.argv[1])
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    report = Report()
    found, cores, searched = collections.Counter(), 0, 0
    controls = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        config = folder / "uplynk.conf"
        config.write_text(CONFIG)
        for run in range(runs):
            secret = SecretKey()
            traces = secret.traces()
            files = secret.files()
            for name, content in files.items():
                (folder / name).write_bytes(content)
            usual = folder / "usual.env"
            _, token = core.run_until("exit_group", [binary, "mint", "--key", usual], folder)
            signing = secret.signing_traces(token.decode().strip())
            for at, name in enumerate(calls(binary, usual, config)):
                # Over the runs each subcommand meets each kind of file.
                file = list(files)[(run + at) % len(files)]
                command = calls(binary, folder / file, config)[name]
                memory, output = core.run_until("exit_group", command, folder, token)
                cores, searched = cores + 1, searched + memory.stat().st_size
                wanted = traces
                if name in ("mint", "mint --msg"):
                    wanted = traces | secret.signing_traces(output.decode().strip())
                left = core.find(wanted, memory)
                found.update((name, file, trace) for trace in left)
            judge_controls(binary, folder, secret, token, traces | signing, controls)
    for (name, file, trace), count in sorted(found.items()):
        print(f"        {count} × {name} with {file}: {trace}")
    print(f"        {cores} cores of {runs} keys, {searched // cores >> 10} KiB each")
    report.judge("control: the key is found while it is loaded", controls["loaded"] == runs, controls)
    report.judge("control: the file is found while it is read", controls["file"] == runs, controls)
    report.judge("control: a program that keeps every trace is found out, trace by trace", controls["kept"] == runs, controls)
    report.judge("nothing of the key is in memory at the end of the command line", not found, f"{sum(found.values())} traces")
    return report.end()


def judge_controls(binary, folder, secret, token, traces, controls):
    """The same search where the key must be found."""
    command = [binary, "mint", "--key", folder / "usual.env", "--msg", LONG_MESSAGE]
    _, long_token = core.run_until("exit_group", command, folder)
    command = [binary, "read", "--key", folder / "usual.env"]
    loaded, _ = core.run_until("write", command, folder, long_token)
    controls["loaded"] += any(trace.startswith("scalar, little-endian limb") for trace in core.find(traces, loaded))
    read, _ = core.run_until("close usual.env", command, folder, token)
    controls["file"] += any(trace.startswith("base64 of PKCS#8 PEM") for trace in core.find(traces, read))
    # A program that holds them all: each must be found by itself.
    keep = "import os, sys; kept = sys.stdin.buffer.read(); os._exit(0)"
    command = ["/usr/bin/python3", "-S", "-E", "-c", keep]
    kept, _ = core.run_until("exit_group", command, folder, b"\n".join(traces.values()))
    controls["kept"] += core.find(traces, kept) == sorted(traces)


if __name__ == "__main__":
    sys.exit(main())
