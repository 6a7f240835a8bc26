"""The canary: a key and tokens that are nowhere else, let loose in every corner of the programs; then everything that
they left behind is searched. canary.py FOLDER_OF_THE_PROGRAMS SCRATCH

Called by canary.sh, inside of a session with a screen. The last line is `N passed, M failed`.
"""

import base64
import os
import pathlib
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "window"))

import pyatspi

from desktop import Missing, Window, run, set_clipboard
from memory_command_line import Report
from secret_key import KID, SCOPES, SUB, SecretKey, find, letter_traces

# As loud as the libraries get.
LOUD = {
    "RUST_LOG": "trace", "RUST_BACKTRACE": "full", "RUST_LIB_BACKTRACE": "full", "WAYLAND_DEBUG": "1",
    "G_MESSAGES_DEBUG": "all", "DBUS_VERBOSE": "1", "WINIT_LOG": "trace", "EGL_LOG_LEVEL": "debug",
    "LIBGL_DEBUG": "verbose", "MESA_DEBUG": "1", "XKB_LOG_LEVEL": "debug", "ACCESSKIT_LOG": "trace", "EFRAME_LOG": "trace",
}


class Canary:
    """The key, its files, and a folder in which everything happens: home, temporary files, output."""

    def __init__(self, programs, scratch):
        self.programs, self.scratch = pathlib.Path(programs), pathlib.Path(scratch)
        self.keys, self.out = self.scratch / "keys", self.scratch / "out"
        self.home, self.temporary = self.scratch / "home", self.scratch / "tmp"
        for folder in (self.keys, self.out, self.home, self.temporary):
            folder.mkdir()
        self.environment = {
            **os.environ, **LOUD, "HOME": str(self.home), "TMPDIR": str(self.temporary),
            "XDG_CONFIG_HOME": str(self.home / ".config"), "XDG_CACHE_HOME": str(self.home / ".cache"),
            "XDG_DATA_HOME": str(self.home / ".local/share"), "XDG_STATE_HOME": str(self.home / ".local/state"),
        }
        self.secret = SecretKey()
        self.files = self.secret.files()
        for name, content in self.files.items():
            (self.keys / name).write_bytes(content)
            (self.keys / name).chmod(0o600)
        self.base64_der = base64.b64encode(self.secret.pkcs8_der).decode()
        self.traces = self.secret.traces()
        self.calls, self.asked_for = 0, {"out/1.out"}

    def call(self, *arguments, text=b"", wrapper=(), stdout=None, expect=None):
        """One call of the command line; what it says goes into the folder of outputs."""
        self.calls += 1
        if arguments[:2] == ("slicer", "--stdin"):
            # It prints the line with the token that it was given.
            self.asked_for.add(f"out/{self.calls}.out")
        command = [*wrapper, self.programs / "token-debugger", *arguments]
        with open(self.out / f"{self.calls}.out", "wb") as out, open(self.out / f"{self.calls}.err", "wb") as err:
            done = subprocess.run(
                list(map(str, command)), input=text, stdout=stdout or out, stderr=err, env=self.environment,
                timeout=120, check=False,
            )
        if expect is not None and done.returncode != expect:
            said = (self.out / f"{self.calls}.err").read_text(errors="replace")
            raise AssertionError(f"exit code {done.returncode} of {arguments[:1]}, not {expect}: {said[:300]}")
        return (self.out / f"{self.calls}.out").read_bytes()

    def left_behind(self):
        """All that was written, with where: but for the key files themselves."""
        for folder in (self.out, self.home, self.temporary):
            for path in folder.rglob("*"):
                yield str(path.relative_to(self.scratch)), str(path).encode()
                if path.is_file() and not path.is_symlink():
                    yield str(path.relative_to(self.scratch)), path.read_bytes()


def damaged(content):
    """What can be wrong with a key file, and leaves most of the key in it."""
    text = content
    yield "cut", text[: len(text) * 2 // 3]
    yield "letter", text[: len(text) // 2] + b"!" + text[len(text) // 2 + 1 :]
    yield "latin", text[: len(text) // 2] + b"\xe9" + text[len(text) // 2 :]
    yield "utf16", text.decode("latin-1").encode("utf-16")
    yield "twice", text + text
    yield "colon", text.replace(b"=", b": ", 3)
    yield "quote", text.replace(b"PRIVATE_B64=", b'PRIVATE_B64="')
    yield "zero", text[:40] + b"\0" + text[40:]
    yield "line", text.replace(b"PRIVATE_B64=", b"PRIVATE_B64=\n")
    yield "large", text * 400
    yield "end", text.replace(b"-----END", b"-----FIN")


def run_command_line(canary):
    usual = canary.keys / "usual.env"
    pem = canary.keys / "pkcs8.pem"
    # Of a moment of its own: every other token of the same second would be the same.
    token = canary.call("mint", "--key", usual, "--at", str(int(time.time()) - 60), expect=0).strip()
    texts = [token, token[:-20], token + b"A", b'{"a": "' + token + b'"}', token.replace(b".", b"..", 1)]
    for name in canary.files:
        path = canary.keys / name
        identity = [] if path.suffix == ".env" else ["--kid", KID, "--sub", SUB, "--scope", SCOPES[0]]
        canary.call("key", path, expect=0)
        canary.call("key", path, "--json", expect=0)
        canary.call("mint", "--key", path, *identity, expect=0)
        canary.call("read", "--key", path, text=token)
        canary.call("slicer", "--key", path)
        canary.call("request", "--key", path, "--endpoint", "GET", "/api/v4/assets", *identity)
        for kind, content in damaged(canary.files[name]):
            bad = canary.keys / f"{kind}-{name}"
            bad.write_bytes(content)
            canary.call("key", bad)
            canary.call("mint", "--key", bad, "--json")
            # A key where a token belongs, on standard input.
            canary.call("read", text=content)
            canary.call("read", "--json", "--key", usual, text=content)
            canary.call("scan", "--key", usual, text=content)
            canary.call("scan", bad, "--summary")
            canary.call("slicer", "--stdin", text=content)
            canary.call("request", "explain", text=content)
    for text in texts:
        canary.call("read", "--key", usual, text=text)
        canary.call("read", "--key", usual, "--json", text=text)
        canary.call("scan", "--key", usual, text=text)
        canary.call("scan", "--key", usual, "--summary", "--json", text=text)
        canary.call("slicer", "--stdin", text=text)
        canary.call("request", "explain", text=b"HTTP/1.1 401 Unauthorized\n\n" + text)
    # A key where nothing like it belongs, as a word of the call.
    content = pem.read_text()
    private = usual.read_text().split("PRIVATE_B64=")[1].split("\n")[0]
    for word in (content, private, content.replace("\n", "\\n"), canary.base64_der, canary.keys.joinpath("key.jwk").read_text()):
        for call in (
            ["read", word], ["mint", "--key", word], ["mint", word], ["key", word], ["key", "--json", word],
            ["read", "--key", usual, "--against", word], ["mint", "--key", usual, "--msg", word],
            ["mint", "--key", usual, "--nbf", word], ["read", "--at", word], ["read", "--nth", word], [f"--{word}"],
            ["slicer", "--key", usual, "--config", word], ["slicer", "--key", usual, "--line", word],
            ["request", "--key", usual, "--endpoint", word, word], ["request", "--key", usual, "--call", word],
            ["request", "authorize", word], ["generate", "completions", word], ["scopes", word], [word, word],
            ["scan", word], ["scan", "--key", word], ["scan", "--at", word],
        ):
            canary.call(*call)
    for call in (["key", canary.keys], ["key", canary.keys / "none"], ["key", "/dev/zero"], ["key", "-"], ["mint"],
                 ["mint", "--key"], ["read", "--key", "/proc/self/mem"], ["slicer", "--key", usual, "--config", canary.keys]):
        canary.call(*call)
    with open("/dev/full", "wb") as full:
        for call in (["key", usual], ["mint", "--key", usual], ["read", "--key", usual], ["scan", "--key", usual], ["slicer", "--key", usual]):
            canary.call(*call, text=token, stdout=full, expect=2)
    config = canary.scratch / "keys" / "uplynk.conf"
    config.write_text("username: joe@example.com\napikey: abc\nslicerID: s\n")
    canary.call("slicer", "--key", usual, "--config", config, "--write", "--backup", expect=0)
    config.chmod(0o400)
    canary.call("slicer", "--key", usual, "--config", config, "--write")
    return token.decode()


def panic_command_line(canary):
    """The system gives no random numbers: hash tables can't be made. A trace of the calls says that it was so."""
    inject = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=getrandom:error=EIO"]
    for call in (["mint", "--key", canary.keys / "usual.env"], ["key", canary.keys / "usual.env", "--json"]):
        canary.call(*call, wrapper=inject, expect=101)
        said = (canary.out / f"{canary.calls}.err").read_text()
        lines = said.splitlines()
        if len(lines) != 2 or not lines[0].startswith("token-debugger: A defect in the program stopped it at "):
            raise AssertionError(f"a panic says {said!r}")


class LoudWindow(Window):
    """The window with all that the libraries have to say, and what is to be seen of it from outside."""

    def __init__(self, canary, *arguments):
        os.environ.update(canary.environment)
        canary.calls += 1
        self.canary, self.at = canary, canary.calls
        log = canary.out / f"{canary.calls}.window"
        script = 'exec "$0" "$@" >"$LOG" 2>&1'
        os.environ["LOG"] = str(log)
        super().__init__("/bin/sh", "-c", script, str(canary.programs / "token-debugger"), *arguments)

    def look(self, moment):
        """Titles, properties, the accessibility tree with every text, the process list."""
        texts = [run("xprop", "-id", self.id), run("xwininfo", "-root", "-tree")]
        if moment != "path":
            # There the key is an argument, because somebody typed it as one.
            texts.append(run("ps", "axww", "-o", "args"))
        for node in self.nodes():
            try:
                texts += [node.name or "", node.description or "", str(node.getRoleName()), str(node.get_attributes())]
                texts.append(node.queryText().getText(0, -1))
            except (NotImplementedError, Exception):  # A node without text, or one that went away.
                continue
        (self.canary.out / f"{self.at}.{moment}.seen").write_text("\n".join(texts))


def run_window(canary):
    window = LoudWindow(canary)
    window.look("empty")
    for name in ("usual.env", "pkcs8.pem", "key.jwk"):
        set_clipboard((canary.keys / name).read_text())
        window.press("ctrl+v")
        window.see("Forget key")
        for pane in ("Create token", "Slicer", "Request", "Read token"):
            window.click(pane)
            window.look(f"{name}-{pane}")
        # A key in a text field: it must be taken for what it is.
        window.click("Captured text", "entry")
        window.press("ctrl+v")
        time.sleep(0.5)
        window.look(f"{name}-field")
        window.click("Forget key")
        window.see("No key loaded")
        window.look(f"{name}-forgotten")
    for kind, content in damaged(canary.files["usual.env"]):
        if kind in ("utf16", "zero", "latin"):
            continue
        set_clipboard(str(canary.keys / f"{kind}-usual.env"))
        window.click("Read token")
        window.press("Escape")
        window.press("ctrl+v")
        time.sleep(0.7)
        window.look(f"bad-{kind}")
    # A key where a path belongs.
    window.close()
    for word in (canary.base64_der, (canary.keys / "key.jwk").read_text()):
        window = LoudWindow(canary, word)
        window.see_part("[not shown]")
        window.look("path")
        window.close()
    window = LoudWindow(canary, str(canary.keys / "usual.env"))
    window.see("Forget key")
    return window


def panic_window(canary, window):
    """No more threads can be made, and the next file needs one."""
    inject = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=clone,clone3:error=EAGAIN", "-p", str(window.process.pid)]
    tracer = subprocess.Popen(inject)
    time.sleep(2)
    set_clipboard(str(canary.keys / "key.jwk"))
    window.press("ctrl+v")
    try:
        code = window.process.wait(timeout=60)
    finally:
        tracer.terminate()
        tracer.wait()
    said = (canary.out / f"{window.at}.window").read_text(errors="replace")
    if code != 101 or "token-debugger: A defect in the program stopped it at " not in said:
        raise AssertionError(f"exit code {code}: {said[-300:]!r}")


def main():
    canary = Canary(sys.argv[1], sys.argv[2])
    report = Report()

    def attempt(what, work, *arguments):
        try:
            result = work(*arguments)
            report.judge(what, True)
            return result
        except (AssertionError, Missing, subprocess.SubprocessError, OSError) as problem:
            report.judge(what, False, problem)
            return None

    token = attempt("the command line goes through every error", run_command_line, canary)
    attempt("a panic of the command line is a sentence, and exit code 101", panic_command_line, canary)
    window = attempt("the window goes through every pane and bad file", run_window, canary)
    if window:
        attempt("a panic of the window is a sentence, and exit code 101", panic_window, canary, window)
        window.close()
    seen = list(canary.left_behind())
    size = sum(len(data) for _, data in seen)
    print(f"        {canary.calls} calls, {len(seen)} texts and files, {size >> 10} KiB searched for {len(canary.traces)} traces")
    hits = [(where, name) for where, data in seen for name in find(canary.traces, data)]
    for where, name in hits[:40]:
        print(f"        {where}: {name}")
    report.judge("nothing of the key is in output, logs, home, temporary files, titles, tree, processes", not hits, len(hits))
    judge_token(canary, seen, token or "", report)
    judge_controls(canary, report)
    sys.exit(report.end())


def judge_token(canary, seen, token, report):
    """The signature of a token is asked for where it is minted; the first of them went into every other call."""
    signature = letter_traces("signature", token.rpartition(".")[2])
    minted = canary.out / "1.out"
    report.judge("control: the token is where it was asked for", find(signature, minted.read_bytes()), "not found")
    others = [where for where, data in seen if where not in canary.asked_for and find(signature, data)]
    report.judge("the token is nowhere else", not others, others[:10])


def judge_controls(canary, report):
    """What the search would find."""
    for place in (canary.out, canary.home, canary.temporary):
        planted = place / "planted"
        planted.write_bytes(b"x" * 1000 + base64.b16encode(canary.secret.scalar) + b"y" * 1000)
        found = any(find(canary.traces, data) for where, data in canary.left_behind() if where.endswith("planted"))
        planted.unlink()
        report.judge(f"control: a key in {place.name} is found", found)
    kinds = [name for name, content in canary.files.items() if not find(canary.traces, content)]
    report.judge("control: the key is found in each of its files", not kinds, kinds)
    logs = b"".join(path.read_bytes() for path in canary.out.glob("*.window"))
    seen = b"".join(path.read_bytes() for path in canary.out.glob("*.seen"))
    report.judge("control: the accessibility tree was seen", b"Forget key" in seen and b"No key loaded" in seen)
    report.judge("control: the window's log was kept", len(logs) > 0)


if __name__ == "__main__":
    main()
