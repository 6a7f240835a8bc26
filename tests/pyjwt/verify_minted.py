#!/usr/bin/env python3
"""Runs `token-debugger mint` with many combinations of options and verifies every token with PyJWT and with OpenSSL.

Usage: verify_minted.py PATH/TO/token-debugger

It needs PyJWT with cryptography (`pip install pyjwt cryptography`) and `openssl` 3 on the path. The public keys and the
expected claims come from the key files and from here, not from the program. Prints `N passed, 0 failed`; the exit code
is 1 when one failed.
"""
import base64
import json
import pathlib
import shlex
import subprocess
import sys
import tempfile

import jwt

KEYS = pathlib.Path(__file__).resolve().parent.parent / "fixtures/keys/good"
NOW = 1763752592  # 2025-11-21T19:16:32Z
ASSETS, CHANNELS = "video.services.assets:read", "video.services.channels:read"
SLICER = "video.services.ingest.slicer:ops"
KID, SUB = "a-kid", "an-owner"
IDENTITY = ["--kid", KID, "--sub", SUB]
MSG = '{ "z": 1.50, "a": [18446744073709551616, null], "text": "a  b \\u00e9 é" }'


def read_env(name):
    """KEY=value lines as a dictionary."""
    return dict(line.split("=", 1) for line in (KEYS / name).read_text().splitlines() if "=" in line)


def openssl(*arguments, data=b""):
    """Standard output of `openssl arguments…` fed with `data`."""
    return subprocess.run(["openssl", *arguments], input=data, capture_output=True, check=True).stdout


def env_case(name):
    """A .env file: its path, its public key as PEM, kid, sub and scopes."""
    env = read_env(name)
    public = openssl("pkey", "-pubout", data=base64.b64decode(env["PRIVATE_B64"]))
    return KEYS / name, public, env["KID"], env["SUB"], env["SCP"].split(",")


LIVE, OTHER = env_case("live-ops.env"), env_case("other.env")
LIVE_PUBLIC = (KEYS / "public.pem").read_bytes()
# Every structure and encoding of the private key of live-ops.env; none of these files names its owner.
BARE_KEYS = [
    "live-ops.pem", "pkcs8.pem", "pkcs8.der", "pkcs8-pem.b64.txt", "pkcs8-der.b64.txt", "pkcs8-without-public.pem",
    "sec1.pem", "sec1.der", "sec1-parameters.pem", "sec1-der.b64.txt", "private.jwk", "private-sign.jwk",
]


def cases():
    """Name, arguments, public key, expected header, expected claims."""
    for path, public, kid, sub, granted in (LIVE, OTHER):
        header = {"alg": "ES256", "kid": kid, "typ": "JWT"}
        base = {"iat": NOW, "exp": NOW + 300, "sub": sub, "scp": granted}
        net = {name: value for name, value in base.items() if name != "exp"} | {"net": True}
        for name, options, claims in [
            ("as the key grants", [], base),
            ("one scope", ["--scope", ASSETS], base | {"scp": [ASSETS]}),
            ("net", ["--net"], net),
            ("nbf in seconds", ["--nbf", str(NOW - 60)], base | {"nbf": NOW - 60}),
            ("nbf in RFC 3339", ["--nbf", "2025-11-21T20:16:32+01:00"], base | {"nbf": NOW}),
            ("iss", ["--iss", "example.com"], base | {"iss": "example.com"}),
            ("msg", ["--msg", MSG], base | {"msg": json.loads(MSG)}),
            ("empty msg", ["--msg", "{}"], base | {"msg": {}}),
            ("everything", ["--net", "--nbf", str(NOW), "--iss", "é.example", "--msg", MSG, "--scope", ASSETS],
             net | {"nbf": NOW, "iss": "é.example", "msg": json.loads(MSG), "scp": [ASSETS]}),
        ]:
            yield f"{path.name}, {name}", ["--key", str(path), *options], public, header, claims
    path, public, kid, sub, _ = LIVE
    header = {"alg": "ES256", "kid": kid, "typ": "JWT"}
    scopes = {"iat": NOW, "exp": NOW + 300, "sub": sub, "scp": [CHANNELS, ASSETS]}
    two = ["--scope", CHANNELS, "--scope", ASSETS]
    yield "two scopes in this order", ["--key", str(path), *two], public, header, scopes
    for form in ("token", "header", "curl", "json"):
        yield f"as {form}", ["--key", str(path), *two, "--as", form], public, header, scopes
    slicer = {"iat": NOW, "sub": sub, "scp": [SLICER], "net": True}
    yield "as slicer", ["--key", str(path), "--as", "slicer"], public, header, slicer
    for name in BARE_KEYS:
        header = {"alg": "ES256", "kid": KID, "typ": "JWT"}
        arguments = ["--key", str(KEYS / name), *IDENTITY, *two]
        yield name, arguments, LIVE_PUBLIC, header, scopes | {"sub": SUB}


def mint(program, arguments):
    """What `mint` prints."""
    command = [program, "mint", "--at", str(NOW), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    # Code 1 says that the token has an error by design, such as an owner that is not the key's.
    if done.returncode not in (0, 1):
        raise AssertionError(f"exit code {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def token_in(output):
    """The token out of each form that `mint` prints."""
    text = output.strip()
    if text.startswith("{"):
        return json.loads(text)["token"]
    if text.startswith("curl"):
        text = next(word for word in shlex.split(text) if word.startswith("X-Auth-Uplynk-Jwt"))
    return text.removeprefix("X-Auth-Uplynk-Jwt: ").removeprefix("apikey: token_")


def decode(segment):
    """base64url without padding; padding or another alphabet is refused."""
    assert not set(segment) & set("=+/"), "not base64url as JWS wants it"
    return base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4))


def der_integer(number):
    """A positive INTEGER in DER."""
    octets = number.to_bytes(number.bit_length() // 8 + 1, "big")
    return b"\x02" + bytes([len(octets)]) + octets


def check_openssl(token, public):
    """The signature, put into DER, with `openssl dgst -verify`."""
    signed, signature = token.rsplit(".", 1)
    signature = decode(signature)
    assert len(signature) == 64, f"the signature has {len(signature)} bytes"
    numbers = [int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")]
    content = b"".join(der_integer(number) for number in numbers)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "public.pem").write_bytes(public)
        (folder / "signature.der").write_bytes(b"\x30" + bytes([len(content)]) + content)
        files = ["-verify", str(folder / "public.pem"), "-signature", str(folder / "signature.der")]
        command = ["openssl", "dgst", "-sha256", *files]
        done = subprocess.run(command, input=signed.encode(), capture_output=True)
    assert done.returncode == 0 and b"Verified OK" in done.stdout, "OpenSSL does not verify it"


def check_pyjwt(token, public, header, claims):
    """Signature, header and claims with PyJWT, which is told to judge no times: the tokens are of a fixed moment."""
    no_times = {"verify_exp": False, "verify_nbf": False, "verify_iat": False}
    found = jwt.decode(token, public, algorithms=["ES256"], options=no_times)
    assert found == claims, f"claims {found}, expected {claims}"
    assert jwt.get_unverified_header(token) == header, f"header {jwt.get_unverified_header(token)}, expected {header}"


def check_refusal(token, public):
    """Positive control: both verifiers refuse the token with one bit of its signature flipped."""
    signed, signature = token.rsplit(".", 1)
    octets = bytearray(decode(signature))
    octets[40] ^= 1
    forged = f"{signed}.{base64.urlsafe_b64encode(octets).decode().rstrip('=')}"
    for check in (lambda: jwt.decode(forged, public, algorithms=["ES256"]), lambda: check_openssl(forged, public)):
        try:
            check()
        except (jwt.InvalidSignatureError, AssertionError):
            continue
        raise AssertionError("a forged token was verified")


def check_text_of_msg(program):
    """The characters of `msg` go in as they were typed, without the blanks between its parts."""
    token = token_in(mint(program, ["--key", str(LIVE[0]), "--msg", MSG]))
    text = decode(token.split(".")[1]).decode()
    expected = '"msg":{"z":1.50,"a":[18446744073709551616,null],"text":"a  b \\u00e9 é"}}'
    assert text.endswith(expected), f"msg was rewritten: {text}"


def check_determinism(program):
    """The same call gives the same token."""
    arguments = ["--key", str(LIVE[0]), "--scope", ASSETS]
    one, two = (token_in(mint(program, arguments)) for _ in range(2))
    assert one.count(".") == 2 and one == two, "two calls gave two tokens"


def check_case(program, arguments, public, header, claims):
    token = token_in(mint(program, arguments))
    check_pyjwt(token, public, header, claims)
    check_openssl(token, public)
    check_refusal(token, public)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    program = str(pathlib.Path(sys.argv[1]).resolve())
    checks = [(name, lambda case=case: check_case(program, *case)) for name, *case in cases()]
    checks.append(("text of msg", lambda: check_text_of_msg(program)))
    checks.append(("determinism", lambda: check_determinism(program)))
    failed = 0
    for name, check in checks:
        try:
            check()
        except Exception as error:  # each failure is told, none hides the others
            failed += 1
            print(f"FAILED {name}: {error}")
    print(f"{len(checks) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
