"""Runs written requests against the server of server.py and compares what it understood with what was meant.

Called by run.sh with the program, a folder for this run, and a folder with jose or nothing.
"""

import base64
import json
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import server

BINARY, FOLDER, MODULES = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
ENDPOINTS = Path(__file__).resolve().parent.parent.parent / "assets" / "endpoints.csv"
HOSTILE = "a/b ?#[1]{x}'\"\\$(id)`id`%2F;&|é🔑"
PROGRAMS = ["curl", "python"] + (["javascript"] if MODULES else [])
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")},
    "NO_PROXY": "127.0.0.1",
    "PYTHONDONTWRITEBYTECODE": "1",
}
results = []


def check(name, fine, detail=""):
    results.append(bool(fine))
    if not fine:
        print(f"FAILED  {name}  {detail}")
    return bool(fine)


def openssl(*arguments, data=b""):
    return subprocess.run(["openssl", *arguments], input=data, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True).stdout


def make_keys():
    """A key in several files, made by openssl, that is granted all that the catalogue names, and a stranger's."""
    with open(ENDPOINTS, encoding="utf-8") as file:
        scopes = sorted({line.split(",")[3] for line in file.read().splitlines()[1:]})
    sec1 = openssl("ecparam", "-name", "prime256v1", "-genkey")
    pkcs8 = openssl("pkcs8", "-topk8", "-nocrypt", data=sec1)
    variables = {"KID": "test-kid", "SUB": "test-owner", "SCP": ",".join(scopes)}
    encode = lambda pem: base64.b64encode(pem).decode()
    text = lambda values: "".join(f"{name}={value}\n" for name, value in values.items())
    files = {
        "it's a key.env": text({**variables, "PRIVATE_B64": encode(pkcs8)}),
        "sec1.env": text({**variables, "PRIVATE_B64": encode(sec1)}),
        "edited.env": "\ufeff# a comment\r\n"
        + "".join(
            f'export {name} = "{value}"  # why\r\n' for name, value in {**variables, "PRIVATE_B64": encode(pkcs8)}.items()
        ),
        "key.pem": sec1.decode(),
        "both.pem": pkcs8.decode() + openssl("pkey", "-pubout", data=pkcs8).decode(),
        "public-first.pem": openssl("pkey", "-pubout", data=pkcs8).decode() + pkcs8.decode(),
        "stranger.env": text({**variables, "PRIVATE_B64": encode(
            openssl("pkcs8", "-topk8", "-nocrypt", data=openssl("ecparam", "-name", "prime256v1", "-genkey")))}),
    }
    for name, content in files.items():
        (FOLDER / name).write_text(content, encoding="utf-8", newline="")
    return {**variables, "PRIVATE_B64": encode(pkcs8)}


def ask(*arguments, code=0, stdin=None):
    """What the program writes for these arguments, as the object of --json."""
    result = subprocess.run(
        [BINARY, "request", *arguments, "--json"], cwd=FOLDER, capture_output=True, text=True, input=stdin or "", env=ENVIRONMENT
    )
    assert result.returncode == code, (arguments, result.returncode, result.stderr)
    return json.loads(result.stdout)


def fill(written):
    """The token that the note's command makes, as a person would make it: with the same program, in a shell."""
    command = next((note for note in written["notes"] if note.startswith("Fill UPLYNK_JWT")), None)
    if command is None:
        return {}
    command = command.split(" with ", 1)[1]
    path = f"{Path(BINARY).parent}:{os.environ['PATH']}"
    script = f"{command}; printf %s \"$UPLYNK_JWT\""
    token = subprocess.run(["sh", "-c", script], cwd=FOLDER, capture_output=True, text=True, env={**ENVIRONMENT, "PATH": path})
    return {"UPLYNK_JWT": token.stdout}


def run(written, environment=None):
    """Runs a text as a person does; gives the status and what the server said."""
    environment = {**ENVIRONMENT, **(fill(written) if environment is None else environment)}
    text, form = written["text"], written["as"]
    if form == "curl":
        command = ["sh", "-c", text]
    elif form == "python":
        (FOLDER / "request.py").write_text(text, encoding="utf-8")
        command = [sys.executable, "request.py"]
    else:
        modules = FOLDER / "node_modules"
        if not modules.exists():
            modules.symlink_to(Path(MODULES) / "node_modules")
        (FOLDER / "request.mjs").write_text(text, encoding="utf-8")
        command = ["node", "request.mjs"]
    result = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, env=environment)
    output = result.stdout.replace("\r\n", "\n")
    status = re.match(r"(?:HTTP/\S+ )?(\d{3})", output)
    if not status:
        return 0, result.stderr
    body = output.split("\n\n", 1)[1] if form == "curl" else output.split("\n", 1)[1]
    return int(status.group(1)), json.loads(body)


def run_raw(written, port, environment):
    """Sends the raw message with the variable replaced, as envsubst does."""
    message = written["text"]
    for name, value in environment.items():
        message = message.replace(f"${name}", value)
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(message.encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body)


def words_of(row, key="it's a key.env"):
    """The arguments for a row of the catalogue, with hostile values, and what the server is to understand."""
    names = re.findall(r"\{(\w+)\}", row["path"])
    if row["api"] == "v2":
        words = ["--call", row["path"], "--param", f"id={HOSTILE}", "--param", "n=1"]
        meant = {"msg": {"id": HOSTILE, "n": "1"}}
    else:
        words = ["--endpoint", row["method"], row["path"]]
        words += [word for name in names for word in ("--param", f"{name}={HOSTILE}{name}")]
        body = {"name": HOSTILE} if row["method"] in ("POST", "PATCH") else None
        words += ["--body", json.dumps(body, indent=1)] if body else []
        words += ["--query", f"a b={HOSTILE}"] if row["method"] == "GET" else []
        meant = {"values": [HOSTILE + name for name in names], "body": body}
        meant["query"] = {"a b": [HOSTILE]} if row["method"] == "GET" else {}
    meant |= {"error": 0, "row": f"{row['method']} {row['path']}"}
    return ["--key", key, *words], meant


def check_every_endpoint(service, root, port):
    for row in service.endpoints:
        words, meant = words_of(row)
        meant |= {"scp": [row["scope"]]}
        for form in PROGRAMS:
            written = ask(*words, "--root", root, "--only-needed-scope", "--as", form)
            status, said = run(written)
            check(f"{form} {meant['row']}", (status, said) == (200, meant), f"{status} {said}")
        written = ask(*words, "--root", root, "--only-needed-scope", "--as", "http")
        curl = ask(*words, "--root", root, "--only-needed-scope")
        status, said = run_raw(written, port, fill(curl))
        check(f"http {meant['row']}", (status, said) == (200, meant), f"{status} {said}")


def check_refusals(service, root):
    past = str(int(time.time()) - 600)
    for row in service.endpoints[::4]:
        words, meant = words_of(row)
        words += ["--root", root]
        other = next(scope for scope in service.granted if not server.covers(scope, row["scope"]))
        for form in PROGRAMS:
            written = ask(*words, "--scope", other, "--as", form)
            check(f"{form} {meant['row']} says what is missing", written["scope"]["state"] == "not_in_token")
            status, said = run(written)
            check(f"{form} {meant['row']} without its scope", status == 403, f"{status} {said}")
            written = ask(*words, "--inline", "--at", past, "--as", form)
            status, said = run(written, {})
            check(f"{form} {meant['row']} expired", (status, said.get("msg")) == (401, "Signature has expired"), f"{status} {said}")
            written = ask(*["stranger.env" if word == "it's a key.env" else word for word in words], "--as", form)
            status, said = run(written)
            check(f"{form} {meant['row']} stranger's key", status == 401, f"{status} {said}")


def check_key_files(service, root):
    row = next(row for row in service.endpoints if row["path"] == "/api2/asset/get")
    for key in ("sec1.env", "edited.env", "key.pem", "both.pem", "public-first.pem"):
        words, _ = words_of(row, key)
        identity = ["--kid", "test-kid", "--sub", "test-owner"] if key.endswith(".pem") else []
        for form in PROGRAMS:
            written = ask(*words, *identity, "--root", root, "--only-needed-scope", "--as", form)
            status, said = run(written)
            check(f"{form} with {key}", status == 200, f"{status} {said}")


def check_other_systems(root):
    client = {"OAUTH_CLIENT_ID": server.CLIENT[0], "OAUTH_CLIENT_SECRET": server.CLIENT[1]}
    # As the note says, a shell wants them percent-encoded.
    encoded = {"OAUTH_CLIENT_ID": "client%3A1", "OAUTH_CLIENT_SECRET": "s3cret%26%C3%BC"}
    for form in PROGRAMS:
        written = ask("stapi", "GET", "/channels/{id}", "--param", f"id={HOSTILE}", "--root", f"{root}/v1", "--as", form)
        status, said = run(written, {"STAPI_API_KEY": server.STAPI_KEY})
        check(f"{form} STAPI", status == 200, f"{status} {said}")
        status, said = run(written, {"STAPI_API_KEY": "another"})
        check(f"{form} STAPI with another key", status == 401, f"{status} {said}")
        written = ask("bearer", "POST", "/oauth/resource", "--root", root, "--as", form)
        status, said = run(written, {"OAUTH_ACCESS_TOKEN": server.ACCESS_TOKEN})
        check(f"{form} bearer", status == 200, f"{status} {said}")
        written = ask("client-credentials", f"{root}/oauth/token", "--scope", "read", "--scope", "a&b=c d", "--as", form)
        status, said = run(written, encoded if form == "curl" else client)
        meant = {"form": {"grant_type": ["client_credentials"], "scope": ["read a&b=c d"]}}
        check(f"{form} client credentials", (status, said) == (200, meant), f"{status} {said}")


def find_in_process_list(needle, process):
    """Whether a text is in the arguments of any process while one runs."""
    found = False
    while process.poll() is None:
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                arguments = path.read_bytes()
            except OSError:
                continue
            # The shell that was handed the whole command is how this test starts it; a person's shell reads it.
            found |= needle.encode() in arguments and not arguments.startswith(b"sh\0-c\0")
        time.sleep(0.02)
    return found


def check_process_list(root):
    words = ["--key", "it's a key.env", "--endpoint", "GET", "/api/v4/assets", "--root", f"{root}/slow", "--inline"]
    token = ask(*words, "--as", "http")["text"].split("X-Auth-Uplynk-Jwt: ")[1].split("\r\n")[0]
    environment = {**ENVIRONMENT, "UPLYNK_JWT": token}
    signature = token.rsplit(".", 1)[1]
    for name, text in [("variable", ask(*words[:-1])["text"]), ("inline", ask(*words)["text"])]:
        signature = re.search(r"ey\S+\.(\S{86})", text).group(1) if name == "inline" else token.rsplit(".", 1)[1]
        process = subprocess.Popen(["sh", "-c", text], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        check(f"token of {name} is not in the process list", not find_in_process_list(signature, process))
        check(f"token of {name} was sent", b"HTTP/1.0 200" in process.stdout.read())
    bad = ["curl", "-s", "-H", f"X-Auth-Uplynk-Jwt: {token}", f"{root}/slow/api/v4/assets"]
    process = subprocess.Popen(bad, env=environment, stdout=subprocess.DEVNULL)
    check("control: an argument is seen in the process list", find_in_process_list(token, process))


def check_explanations(root):
    words = ["--key", "it's a key.env", "--endpoint", "GET", "/api/v4/assets", "--root", root, "--inline", "--as", "curl"]
    past = str(int(time.time()) - 600)
    for extra, status, start in [
        (["--at", past], 401, "Expired "),
        (["--scope", "video.services.ads:read"], 403, "This call needs video.services.assets:read"),
    ]:
        text = ask(*words, *extra)["text"]
        answer = subprocess.run(["sh", "-c", text], capture_output=True, text=True, env=ENVIRONMENT).stdout
        pasted = answer + "\n" + text
        arguments = ["explain", "--key", "it's a key.env", "--endpoint", "GET", "/api/v4/assets"]
        explained = ask(*arguments, stdin=pasted, code=1 if status == 401 else 0)
        first = explained["causes"][0]
        check(f"{status} is explained", explained["status"] == status and first["message"].startswith(start), str(explained))


def check_control(service, root):
    """The comparison itself: what is refused, or understood otherwise, must not pass for what was meant."""
    words, meant = words_of(service.endpoints[0])
    meant |= {"scp": [service.endpoints[0]["scope"]]}
    scopeless = run(ask(*words, "--root", root, "--scope", "video.services.ads:read"))
    check("control: a refused request is seen", scopeless != (200, meant) and scopeless[0] == 403)
    words[-1] += "x"
    changed = run(ask(*words, "--root", root, "--only-needed-scope"))
    check("control: another value is seen", changed != (200, meant) and changed[0] == 200)
    written = ask(*words, "--root", root, "--inline")
    token = re.search(r"ey[\w-]+\.[\w-]+\.[\w-]+", written["text"]).group(0)
    flipped = token[:-20] + ("A" if token[-20] != "A" else "B") + token[-19:]
    written["text"] = written["text"].replace(token, flipped)
    check("control: a changed signature is seen", run(written, {})[0] == 401)


def main():
    variables = make_keys()
    service = server.Service(variables, ENDPOINTS)
    port = server.start(service)
    root = f"http://127.0.0.1:{port}"
    check_control(service, root)
    check_every_endpoint(service, root, port)
    check_refusals(service, root)
    check_key_files(service, root)
    check_other_systems(root)
    check_process_list(root)
    check_explanations(root)
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
    return 0 if all(results) and len(results) > 200 else 1


if __name__ == "__main__":
    sys.exit(main())
