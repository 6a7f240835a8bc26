"""Inputs that are made to take long, each through the whole program: limits.py BINARY KEY FOLDER

Every case must end within 100 ms of processor time (median of 5 runs; the program has one thread, and other programs
of a busy machine don't count) with exit code 0, 1 or 2 and without a panic, in at most 512 MiB of addresses. A case
that is over a limit of size must say so. Prints a line a case, and "N passed, M failed" last; exit code 1 when one failed.
"""
import base64
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import time
import zlib

BINARY, KEY, FOLDER = sys.argv[1:]
FOLDER = pathlib.Path(FOLDER)
MOST_SECONDS, MOST_BYTES, RUNS = 0.100, 512 * 1024 * 1024, 5
TEXT, KEY_FILE = 1024 * 1024, 64 * 1024


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=")


HEADER = b'{"alg":"ES256","kid":"k","typ":"JWT"}'


def token(claims, header=HEADER):
    return base64url(header) + b"." + base64url(claims) + b"." + base64url(bytes(range(1, 65)))


def legacy(plain):
    return b"msg=" + base64.b64encode(zlib.compress(plain, 9)) + b"&sig=" + b"0a" * 32


def fill(piece, size=TEXT):
    """As many pieces as fit."""
    return piece * (size // len(piece))


def members(one):
    """An object of as many members as a token of 1 MiB holds."""
    return b'{"a":0' + fill(b"," + one, TEXT * 3 // 4 - 200) + b"}"


def bomb():
    """A megabyte of msg that inflates to half a gigabyte."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(512)) + packer.flush()
    return b"msg=" + base64.b64encode(packed) + b"&sig=" + b"0a" * 32


DEEP = 100_000
GOOD = token(b'{"iat":1,"exp":2,"sub":"s","scp":["video.services.assets:read"]}')

# Name, standard input of `read --key KEY`, and what standard error must say where it is refused by size.
LARGE = "Standard input has more than 1048576 bytes"
TEXTS = {
    "10 MB of dots": (b"." * 10_000_000, LARGE),
    "10 MB token": (token(b'{"a":"' + b"a" * 7_500_000 + b'"}'), LARGE),
    "10^6 duplicate members": (token(b'{"a":0' + b',"a":0' * 999_999 + b"}"), LARGE),
    "10 MB of nothing but braces": (b"{" * 10_000_000, LARGE),
    "1 MiB of dots": (b"." * TEXT, None),
    "1 MiB token, one long string": (token(b'{"a":"' + b"a" * (TEXT * 3 // 4 - 400) + b'"}'), None),
    "token, as many duplicate members as fit": (token(members(b'"a":0')), None),
    "token, as many members as fit": (
        token(b"{" + b",".join(b'"%x":0' % n for n in range(70_000)) + b"}"), None),
    "token, as many members of hidden characters as fit": (token(members('"\u202e":"\u202e"'.encode())), None),
    "token, header of members": (token(b"{}", members(b'"kid":0')), None),
    "token, scopes that are not granted": (
        token(b'{"scp":[' + b",".join(b'"video.services.area%d:read"' % n for n in range(24_000)) + b"]}"), None),
    "token, the same scope": (token(b'{"scp":["a:read"' + fill(b',"a:read"', 700_000) + b"]}"), None),
    "token, scopes near to listed ones": (
        token(b'{"scp":[' + b",".join(b'"video.service.asets%d:read"' % n for n in range(24_000)) + b"]}"), None),
    "token, a scope of 700 KB": (token(b'{"scp":["' + b"a." * 350_000 + b'"]}'), None),
    "token, a number of 700 000 digits": (token(b'{"exp":' + b"9" * 700_000 + b',"iat":1e' + b"9" * 9_000 + b"}"), None),
    "token, 10^5 commas": (token(b"[" + b"," * 100_000), None),
    "token, 10^5 levels in the claims": (token(b"[" * DEEP + b"]" * DEEP), None),
    "token, 10^5 levels in the header": (token(b"{}", b'{"a":' * DEEP + b"0" + b"}" * DEEP), None),
    "token, 10^5 levels in msg": (token(b'{"msg":' + b"[" * DEEP + b"]" * DEEP + b"}"), None),
    "token, 128 levels wide": (token(b'{"msg":' + b"[" * 120 + b"0" + b",0" * 100_000 + b"]" * 120 + b"}"), None),
    "token, 128 levels again and again": (
        token(b"[" + b",".join([b"[" * 120 + b"]" * 120] * 2_500) + b"]"), None),
    "token, 128 levels around 500 KB": (token(b"[" * 127 + b'"' + b"a" * 500_000 + b'"' + b"]" * 127), None),
    "token of 10^5 segments": (GOOD + b".a" * 100_000, None),
    "token with an alien character at its end": (fill(b"e") [:-2] + "é".encode(), None),
    "10^6 commas": (b"," * 1_000_000, None),
    "10^5 levels of JSON": (b"[" * DEEP + b"]" * DEEP, None),
    "10^5 levels of objects": (b'{"a":' * DEEP, None),
    "1 MiB of braces": (b"{" * TEXT, None),
    "1 MiB of quotes": (b'"' * TEXT, None),
    "1 MiB of backslashes": (b"\\" * TEXT, None),
    "1 MiB of blanks": (b" " * TEXT, None),
    "1 MiB of line breaks": (b"\n" * TEXT, None),
    "1 MiB of NUL": (b"\0" * TEXT, None),
    "1 MiB that is no UTF-8": (b"\xff\xc3" * (TEXT // 2), None),
    "1 MiB of zero-width spaces": (fill("\u200b".encode()), None),
    "1 MiB of %25": (fill(b"%25"), None),
    "1 MiB of \\u0065": (fill(b"\\u0065"), None),
    "1 MiB of eyJ": (fill(b"eyJ"), None),
    "1 MiB of eyJ and a dot": (fill(b"eyJ."), None),
    "1 MiB of headers glued together": (fill(base64url(HEADER) + b"."), None),
    "1 MiB of tokens glued together": (fill(GOOD), None),
    "1 MiB of tokens on lines": (fill(GOOD + b"\n"), None),
    "1 MiB of short tokens": (fill(b"eyJhIjoxfQ.e30.AA\n"), None),
    "1 MiB of the header's name": (fill(b"X-Auth-Uplynk-Jwt: "), None),
    "1 MiB of the header's name on lines": (fill(b"X-Auth-Uplynk-Jwt:\n"), None),
    "1 MiB of Bearer": (fill(b"Bearer "), None),
    "1 MiB of token_": (fill(b"token_"), None),
    "1 MiB of apikey lines": (fill(b"apikey: token_eyJ.\n"), None),
    "1 MiB of curl": (fill(b"curl -H 'X-Auth-Uplynk-Jwt: eyJ' \\\n"), None),
    "1 MiB of opening quotes for curl": (fill(b"curl -H \""), None),
    "1 MiB of requests": (fill(b"GET / HTTP/1.1\r\nDate: x\r\nAuthorization: Bearer eyJ\r\n\r\n"), None),
    "1 MiB of JSON lines": (fill(b'{"jwt":"eyJhIjoxfQ.e30.AA","t":"2026-11-21T19:16:32Z"}\n'), None),
    "one line of 1 MiB with a token at its end": (b"a " * (TEXT // 2 - 500) + GOOD, None),
    "a token wrapped after each letter": (b"\n".join(bytes([c]) for c in token(b'{"a":"' + b"a" * 300_000 + b'"}')), None),
    "a token with a blank after each letter": (b" ".join(bytes([c]) for c in token(b'{"a":"' + b"a" * 300_000 + b'"}')), None),
    "HAR of 10^4 entries": (
        json.dumps({"log": {"entries": [{"startedDateTime": "x", "request": {"method": "GET", "url": "http://a",
            "headers": [{"name": "X-Auth-Uplynk-Jwt", "value": "eyJhIjoxfQ.e30.AA"}]}}] * 5_000}}).encode()[:TEXT], None),
    "HAR of one entry with 10^4 headers": (
        json.dumps({"log": {"entries": [{"request": {"method": "GET", "url": "http://a", "headers": [
            {"name": "X-Auth-Uplynk-Jwt", "value": "eyJ.e30.A"}] * 15_000}}]}}).encode(), None),
    "HAR nested 10^5 levels": (b'{"log":{"entries":[' + b"[" * DEEP, None),
    "zip bomb in msg": (bomb(), None),
    "msg at its limit": (legacy(b'"' + b"a" * 65_000 + b'"'), None),
    "msg nested 30 000 levels": (legacy(b"[" * 30_000 + b"]" * 30_000), None),
    "1 MiB of msg=": (fill(b"msg="), None),
    "1 MiB of small calls": (fill(legacy(b"{}") + b"\n"), None),
    "1 MiB of small bombs": (fill(legacy(b"\0" * 60_000_000)[: 58_000] + b"&sig=" + b"0a" * 32 + b"\n"), None),
    "JWS JSON serialization of 1 MiB": (
        b'{"payload":"' + b"A" * 1_000_000 + b'","protected":"e30","signature":"AA"}', None),
}

# Key files: the name, the bytes, and the answer's code where it is refused by size.
FILES = {
    "10 MB key file": (b"-----BEGIN PRIVATE KEY-----\n" + b"A" * 10_000_000, "too many for a key"),
    "key file of 30 000 levels": (b"{" + b'"a":{' * 13_000, None),
    "SCP of 65 000 commas": (b"KID=k\nSUB=s\nPRIVATE_B64=x\nSCP=" + b"," * 65_000, None),
    "SCP of 16 000 scopes": (
        pathlib.Path(KEY).read_bytes() + b"SCP=" + b",".join(b"%04x" % n for n in range(12_500)) + b"\n", None),
    "13 000 variables": (fill(b"A=b\n", KEY_FILE), None),
    "13 000 KID": (fill(b"KID=b\n", KEY_FILE), None),
    "quotes that never close": (fill(b'A="\n', KEY_FILE), None),
    "quotes and backslashes": (b'A="' + b"\\" * 65_000, None),
    "PEM blocks": (fill(b"-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n", KEY_FILE), None),
    "PEM begins": (fill(b"-----BEGIN PRIVATE KEY-----\n", KEY_FILE), None),
    "64 KiB of dashes": (b"-" * KEY_FILE, None),
    "JWK set of 5 000 keys": (b'{"keys":[' + b",".join([b'{"kty":"EC"}'] * 4_900) + b"]}", None),
    "JWK set of public keys": (b'{"keys":[' + b",".join(
        [b'{"kty":"EC","crv":"P-256","x":"%s","y":"%s"}' % (b"A" * 43, b"A" * 43)] * 500) + b"]}", None),
    "DER of nested sequences": (b"\x30\x80" * 32_000, None),
    "64 KiB of base64": (b"A" * KEY_FILE, None),
    "64 KiB of NUL": (b"\0" * KEY_FILE, None),
}

# Slicer configs.
MEGABYTE = 1024 * 1024
CONFIGS = {
    "10 MB config": (b"a: b\n" * 2_000_000, "more than the 1048576 that are read"),
    "config of apikey lines": (fill(b"apikey: x\n", MEGABYTE), None),
    "config of comments in comments": (b"apikey: x " + b"# apikey: y " * 80_000, None),
    "config of one long line": (b"apikey: " + b"a" * 1_000_000, None),
    "config of line breaks": (b"apikey: a" + b"\n" * 1_000_000, None),
    "config of URLs": (b"apikey: x\n" + fill(b"u: rtmp://a:b@c/d?token=e\n", 1_000_000), None),
    "config of one line of URLs": (b"apikey: x # " + fill(b"rtmp://a:b@c/d?token=e ", 1_000_000), None),
}


THREADS = 2


def run(command, file):
    """Seconds of processor time and of the clock, the exit code, what is on standard error."""
    with open(file, "rb") as stdin, open(FOLDER / "out", "wb") as out, open(FOLDER / "err", "wb") as err:
        started = time.monotonic()
        process = subprocess.Popen(["prlimit", f"--as={MOST_BYTES}", *command], stdin=stdin, stdout=out, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        clock = time.monotonic() - started
    code = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, clock, code, (FOLDER / "err").read_text(errors="replace")


def judge(name, command, file, refusal):
    """One line; whether the case passed."""
    runs = [run(command, file) for _ in range(RUNS)]
    seconds, clock = (statistics.median(column) for column in list(zip(*runs))[:2])
    if "scan" in command:
        # Its threads work at once; each token is judged, so a list of twenty thousand is much work.
        seconds /= THREADS
    code, said = runs[0][2:]
    problems = [
        f"{seconds * 1000:.0f} ms of processor time" * (seconds > MOST_SECONDS),
        f"exit code {code}" * (code not in (0, 1, 2)),
        "a panic" * ("panicked" in said),
        f"not refused by its size: {said.splitlines()[:1]}" * (refusal is not None and refusal not in said),
        "refused by its size" * (refusal is None and ("more than 1048576" in said or "too many for a key" in said)),
    ]
    problems = [problem for problem in problems if problem]
    size = file.stat().st_size / 1024
    figures = f"{seconds * 1000:6.1f} ms  {clock * 1000:6.1f} ms by the clock  {size:6.0f} KiB"
    if problems:
        print(f"FAILED  {figures}  {name}: {', '.join(problems)}")
    else:
        print(f"ok      {figures}  {name}")
    return not problems, seconds


def cases():
    for name, (data, refusal) in TEXTS.items():
        file = FOLDER / "text"
        file.write_bytes(data)
        yield name, [BINARY, "read", "--key", KEY], file, refusal
        yield f"{name}, as JSON", [BINARY, "read", "--json", "--key", KEY], file, refusal
        if refusal is None:
            yield f"{name}, scanned", [BINARY, "scan", "--threads", str(THREADS), "--key", KEY], file, None
    for name, (data, refusal) in FILES.items():
        file = FOLDER / "key"
        file.write_bytes(data)
        yield name, [BINARY, "key", str(file)], file, refusal
    for name, (data, refusal) in CONFIGS.items():
        file = FOLDER / "uplynk.conf"
        file.write_bytes(data)
        yield name, [BINARY, "slicer", "--key", KEY, "--config", str(file)], file, refusal


def check_controls():
    """What takes too long and too much must be seen."""
    file = FOLDER / "text"
    file.write_bytes(b"")
    slow = [sys.executable, "-c", "import time\nwhile time.process_time() < 0.2: pass"]
    seconds = run(slow, file)[0]
    print(f"ok      {seconds * 1000:6.1f} ms  control: a program that takes 200 ms" if seconds > MOST_SECONDS
          else "FAILED  control: a program that takes 200 ms is not seen")
    greedy = run([sys.executable, "-c", "b'a' * (600 << 20)"], file)[2]
    print("ok      control: a program that takes 600 MiB fails" if greedy else "FAILED  control: 600 MiB may be taken")
    return seconds > MOST_SECONDS, greedy != 0


results = [judge(*case) for case in cases()]
answers = [ok for ok, _ in results] + [*check_controls()]
passed, failed = answers.count(True), answers.count(False)
print(f"slowest: {max(seconds for _, seconds in results) * 1000:.1f} ms of processor time")
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
