"""A server on loopback that takes requests as the service is documented or reported to: a valid XAuth token with the
right scope, the parameters of a v2 call in the token's msg. Made with PyJWT and cryptography, and with the rules
written down a second time, so that it shares nothing with the program under test. It answers with what it understood.

Beside it the two other systems: a STAPI key under /v1, an OAuth 2.0 token endpoint and a resource under /oauth.
"""

import base64
import csv
import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

import jwt
from cryptography.hazmat.primitives.serialization import load_pem_private_key

STAPI_KEY = "opaque-stapi-key"
ACCESS_TOKEN = "opaque.access-token"
CLIENT = ("client:1", "s3cret&ü")


class Refusal(Exception):
    def __init__(self, status, message):
        super().__init__(message)
        self.status = status
        self.message = message


def covers(held, wanted):
    """A bare area covers its own read and write and, documented for assets and ingest, those of its sub-areas."""
    if held == wanted:
        return True
    if ":" in held:
        return False
    area, _, verb = wanted.partition(":")
    inside = area == held or (held.split(".")[2:3] in (["assets"], ["ingest"]) and area.startswith(held + "."))
    return inside and verb in ("", "read", "write")


class Service:
    """One key and the catalogue."""

    def __init__(self, variables, endpoints):
        key = load_pem_private_key(base64.b64decode(variables["PRIVATE_B64"]), None)
        self.public_key = key.public_key()
        self.kid, self.sub = variables["KID"], variables["SUB"]
        self.granted = variables["SCP"].split(",")
        with open(endpoints, encoding="utf-8", newline="") as file:
            self.endpoints = list(csv.DictReader(file))

    def claims(self, headers):
        tokens = headers.get_all("X-Auth-Uplynk-Jwt") or []
        if len(tokens) != 1:
            raise Refusal(401, f"{len(tokens)} tokens")
        try:
            header = jwt.get_unverified_header(tokens[0])
            claims = jwt.decode(
                tokens[0], self.public_key, algorithms=["ES256"], options={"require": ["iat", "sub", "scp"]}, leeway=0
            )
        except jwt.PyJWTError as error:
            raise Refusal(401, str(error)) from error
        if header.get("kid") != self.kid or header.get("typ") != "JWT":
            raise Refusal(401, "another key")
        if claims["sub"] != self.sub:
            raise Refusal(401, "another owner")
        if ("exp" in claims) == (claims.get("net") is True):
            raise Refusal(401, "exp and net do not fit")
        if "exp" in claims and claims["exp"] - claims["iat"] != 300:
            raise Refusal(401, "not the lifetime of a test token")
        return claims

    def endpoint(self, method, path):
        parts = path.split("/")
        for row in self.endpoints:
            wanted = row["path"].split("/")
            verb = "GET" if row["method"] == "CALL" else row["method"]
            fits = all(w == p or (w.startswith("{") and p) for w, p in zip(wanted, parts))
            if verb == method and len(wanted) == len(parts) and fits:
                return row
        raise Refusal(404, "no such endpoint")

    def answer(self, method, target, headers, body):
        url = urlsplit(target)
        claims = self.claims(headers)
        row = self.endpoint(method, url.path)
        for scope in claims["scp"]:
            if not any(covers(granted, scope) for granted in self.granted):
                raise Refusal(403, f"{scope} is not granted")
        if not any(covers(scope, row["scope"]) for scope in claims["scp"]):
            raise Refusal(403, f"{row['scope']} is missing")
        said = {"error": 0, "row": f"{row['method']} {row['path']}", "scp": claims["scp"]}
        if row["api"] == "v2":
            if not isinstance(claims.get("msg"), dict) or body or url.query:
                raise Refusal(400, "a call has its parameters in msg and nothing else")
            return {**said, "msg": claims["msg"]}
        if "msg" in claims:
            raise Refusal(400, "msg is for calls")
        if body and headers.get("Content-Type") != "application/json":
            raise Refusal(415, "no JSON")
        values = [
            unquote(part, errors="strict")
            for name, part in zip(row["path"].split("/"), url.path.split("/"))
            if name.startswith("{")
        ]
        query = parse_qs(url.query, keep_blank_values=True, strict_parsing=bool(url.query))
        return {**said, "values": values, "query": query, "body": json.loads(body) if body else None}


def answer_others(method, target, headers, body):
    """STAPI and OAuth 2.0."""
    path = urlsplit(target).path
    if path.startswith("/v1/"):
        if headers.get_all("X-STAPI-API-Key") != [STAPI_KEY]:
            raise Refusal(401, "no key")
        return {"path": path}
    if path == "/oauth/resource":
        if headers.get_all("Authorization") != [f"Bearer {ACCESS_TOKEN}"]:
            raise Refusal(401, "no access token")
        return {"path": path}
    # RFC 6749, sections 2.3.1 and 4.4.2.
    scheme, _, value = (headers.get("Authorization") or "").partition(" ")
    client = tuple(unquote(part) for part in base64.b64decode(value).decode().split(":", 1))
    form = parse_qs(body.decode("ascii"), strict_parsing=True)
    if (scheme, client, method) != ("Basic", CLIENT, "POST"):
        raise Refusal(401, "another client")
    if headers.get("Content-Type") != "application/x-www-form-urlencoded":
        raise Refusal(415, "no form")
    return {"form": form}


def start(service):
    """Starts the server on a free port of loopback, in a thread of its own, and gives the port."""
    import threading

    class Handler(BaseHTTPRequestHandler):
        def handle_request(self):
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            target = self.path
            if target.startswith("/slow/"):
                time.sleep(1.5)
                target = target.removeprefix("/slow")
            try:
                if target.startswith("/api"):
                    status, said = 200, service.answer(self.command, target, self.headers, body)
                else:
                    status, said = 200, answer_others(self.command, target, self.headers, body)
            except Refusal as refusal:
                status, said = refusal.status, {"error": 1, "msg": refusal.message}
            text = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_request

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]
