"""Makes the corpus of captures: one file for each way in which tokens are pasted, with what must be found in it.

Needs `cryptography` 43 or later and `PyJWT`. Usage: python make_captures.py (writes into captures/ beside it).

Each capture is put together from parts; a part that is a token knows how it is written there, so that kind, start, end
and token of the index come from here and never from the program under test. The tokens are signed with the P-256 key
of RFC 6979, appendix A.2.5, deterministically: running this again changes nothing. PyJWT confirms them.
"""

import base64
import hashlib
import hmac
import json
import pathlib
import shutil
import zlib

import jwt
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

OUT = pathlib.Path(__file__).parent / "captures"
KEY = ec.derive_private_key(0xC9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721, ec.SECP256R1())
SLICER_SCOPE = "video.services.ingest.slicer:ops"


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def compact(value):
    return json.dumps(value, separators=(",", ":")).encode()


def sign_der(message):
    return KEY.sign(message, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))


def sign(message):
    r, s = utils.decode_dss_signature(sign_der(message))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def make(claims, header=None, dump=compact):
    header = header or {"alg": "ES256", "kid": "6f1c0d42-8a77-4c19-9b1e-2f60c1d7a0e2", "typ": "JWT"}
    head = b64(dump(header)) + "." + b64(dump(claims))
    return head + "." + b64(sign(head.encode()))


def pretty(value):
    return json.dumps(value, indent=2).encode()


CLAIMS = {"iat": 1763752100, "exp": 1763752400, "sub": "9d0a3c55b1e24f0c8f5d6f2f4f1f0a11", "scp": ["video.services.assets:read"]}
TOKENS = {
    "live": make(CLAIMS),
    "other": make({**CLAIMS, "iat": 1763752200, "exp": 1763752500, "scp": ["video.services.ingest:read"]}),
    "third": make({**CLAIMS, "iss": "example.com"}),
    "net": make({"iat": 1763752100, "net": True, "sub": CLAIMS["sub"], "scp": [SLICER_SCOPE]}),
    "spaced_json": make(CLAIMS, dump=pretty),
}
for text in TOKENS.values():
    jwt.decode(text, KEY.public_key(), algorithms=["ES256"], options={"verify_exp": False, "verify_iat": False})

H, P, S = TOKENS["live"].split(".")
der_head = f"{H}.{P}"
TOKENS["der"] = der_head + "." + b64(sign_der(der_head.encode()))
TOKENS["none"] = b64(compact({"alg": "none", "typ": "JWT"})) + f".{P}."
hs_head = b64(compact({"alg": "HS256", "typ": "JWT"})) + "." + b64(compact({"iss": "https://login.example.com/", "scope": "openid profile", "exp": 1763752400}))
TOKENS["oauth"] = hs_head + "." + b64(hmac.digest(b"a secret of this script, not of anybody", hs_head.encode(), "sha256"))
TOKENS["rsa"] = b64(compact({"alg": "RS256", "typ": "JWT", "kid": "a"})) + "." + b64(compact({"scope": "openid"})) + "." + b64(hashlib.shake_256(b"rsa").digest(256))
TOKENS["jwe"] = ".".join([b64(compact({"alg": "ECDH-ES+A128KW", "enc": "A128GCM"}))] + [b64(hashlib.shake_256(bytes([n])).digest(size)) for n, size in enumerate([24, 12, 80, 16])])
TOKENS["two_segments"] = f"{H}.{P}"
TOKENS["header_only"] = H
TOKENS["cut_header"] = H[:30]
TOKENS["cut_claims"] = f"{H}.{P[:41]}"
TOKENS["cut_signature"] = f"{H}.{P}.{S[:50]}"
TOKENS["no_claims"] = f"{H}..{S}"
TOKENS["no_signature"] = f"{H}.{P}."
TOKENS["bad_header"] = f"{H[:10]}*{H[11:]}.{P}.{S}"
TOKENS["bad_claims"] = f"{H}.{P[:20]}!{P[21:]}.{S}"
TOKENS["bad_signature"] = f"{H}.{P}.{S[:40]}${S[41:]}"
TOKENS["bad_start"] = f"*{H[1:]}.{P}.{S}"
TOKENS["cut_front"] = f"{H[13:]}.{P}.{S}"
TOKENS["comma_inside"] = f"{H}.{P[:20]},{P[21:]}.{S}"
TOKENS["percent_inside"] = f"{H}.{P[:20]}%{P[21:]}.{S}"
TOKENS["umlaut_inside"] = f"{H}.{P[:20]}ü{P[21:]}.{S}"
TOKENS["padded"] = f"{H}==.{P}=.{S}=="
TOKENS["standard"] = f"{H}.{P}.{S[:30]}+/{S[32:]}"
TOKENS["long_signature"] = TOKENS["live"] + "AAAA"
TOKENS["four_segments"] = TOKENS["live"] + ".YWJj"
TOKENS["no_json"] = b64(b"{not json at all") + f".{P}.{S}"
TOKENS["opaque_three"] = "Zm9vYmFyQmF6UXV4MTIz." + b64(hashlib.shake_256(b"x").digest(40)) + "." + S
TOKENS["jws_flat"] = json.dumps({"payload": P, "protected": H, "signature": S})
TOKENS["jws_general"] = json.dumps({"payload": P, "signatures": [{"protected": H, "signature": S}]}, indent=1)
TOKENS["jwe_json"] = json.dumps({"protected": H, "iv": "YWJj", "ciphertext": "YWJj", "tag": "YWJj"})

INDEX = []


class T:
    """A token, with what it looks like in the text, and what is known about it there."""

    def __init__(self, name, kind, written=None, origin=None, at=None):
        self.name, self.kind, self.origin, self.at = name, kind, origin, at
        self.written = TOKENS[name] if written is None else written


class A:
    """An aside."""

    def __init__(self, kind, written, msg=None):
        self.kind, self.written, self.msg = kind, written, msg


def size(data):
    """Bytes of the text that a lossy reader makes of the bytes: each 0xFF becomes U+FFFD."""
    return len(data) + 2 * data.count(b"\xff")


def case(name, *parts, nothing=None):
    data, tokens, asides = b"", [], []
    for part in parts:
        written = part if isinstance(part, (str, bytes)) else part.written
        raw = written.encode() if isinstance(written, str) else written
        start, end = size(data), size(data) + size(raw)
        if isinstance(part, T):
            entry = {"token": part.name, "kind": part.kind, "start": start, "end": end}
            entry |= {"origin": part.origin} if part.origin else {}
            entry |= {"captured_at": part.at} if part.at else {}
            tokens.append(entry)
        elif isinstance(part, A):
            asides.append({"kind": part.kind, "start": start, "end": end, **({"msg": part.msg} if part.msg else {})})
        data += raw
    (OUT / name).write_bytes(data)
    INDEX.append({"file": name, "count": len(tokens), "tokens": tokens, "asides": asides, "nothing": nothing})


def wrap(text, width, glue="\n"):
    return glue.join(text[at : at + width] for at in range(0, len(text), width))


def bare():
    live = TOKENS["live"]
    case("bare.txt", T("live", "bare"))
    case("bare-newline-at-end.txt", T("live", "bare"), "\n")
    case("bare-blanks-around.txt", "  \t", T("live", "bare"), " \r\n\r\n")
    case("bare-double-quotes.txt", '"', T("live", "bare"), '"')
    case("bare-single-quotes.txt", "'", T("live", "bare"), "'")
    case("bare-typographic-quotes.txt", "“", T("live", "bare"), "”")
    case("bare-stray-quote-at-end.txt", T("live", "bare"), '"')
    case("bare-stray-quote-at-start.txt", "'", T("live", "bare"))
    case("bare-angle-brackets.txt", "<", T("live", "bare"), ">")
    case("bare-comma-behind.txt", T("live", "bare"), ",")
    case("bare-quote-and-comma-behind.txt", '"', T("live", "bare"), '",\n')
    case("bare-full-stop-behind.txt", T("live", "bare"), ".")
    case("bare-byte-order-mark.txt", "\ufeff", T("live", "bare"), "\n")
    case("bare-zero-width-inside.txt", T("live", "bare", live[:25] + "\u200b" + live[25:100] + "\ufeff" + live[100:]))
    case("bare-not-utf8-around.bin", b"\xff\xff ", T("live", "bare"), b" \xff")
    case("bare-wrapped-64.txt", T("live", "bare", wrap(live, 64)), "\n")
    case("bare-wrapped-76-crlf.txt", T("live", "bare", wrap(live, 76, "\r\n")), "\r\n")
    case("bare-wrapped-20.txt", T("live", "bare", wrap(live, 20)))
    case("bare-wrapped-with-indents.txt", "    ", T("live", "bare", wrap(live, 60, "\n    ")), "\n")
    case("bare-wrapped-quoted-mail.txt", "> ", T("live", "bare", wrap(live, 70, "\n> ")), "\n")
    case("bare-wrapped-quoted-twice.txt", ">> ", T("live", "bare", wrap(live, 70, "\n>> ")), "\n")
    case("bare-wrapped-at-dots.txt", T("live", "bare", f"{H}.\n{P}.\n{S}"), "\n")
    case("bare-wrapped-before-dots.txt", T("live", "bare", f"{H}\n.{P}\n.{S}"), "\n")
    case("bare-blanks-inside.txt", T("live", "bare", wrap(live, 30, " ")))
    case("bare-blanks-around-dots.txt", T("live", "bare", f"{H} . {P} . {S}"))
    case("bare-no-break-space-inside.txt", T("live", "bare", live[:80] + "\u00a0" + live[80:]))
    case("bare-backslash-continuations.txt", T("live", "bare", wrap(live, 72, "\\\n")))
    case("bare-oauth.txt", T("oauth", "bare"))
    case("bare-rsa-wrapped.txt", T("rsa", "bare", wrap(TOKENS["rsa"], 76)), "\n")
    case("bare-jwe.txt", T("jwe", "bare"))
    case("bare-alg-none.txt", T("none", "bare"))
    case("bare-der-signature.txt", T("der", "bare"))
    case("bare-spaced-json.txt", T("spaced_json", "bare"))
    case("jws-json-flattened.json", T("jws_flat", "json"), "\n")
    case("jws-json-general.json", "\n", T("jws_general", "json"))
    case("jwe-json.json", T("jwe_json", "json"))


def damaged():
    for name in ["two_segments", "header_only", "cut_header", "cut_claims", "cut_signature", "no_claims", "no_signature", "bad_header",
                 "bad_claims", "bad_signature", "comma_inside", "percent_inside", "umlaut_inside", "padded", "standard", "long_signature",
                 "four_segments", "no_json", "cut_front"]:
        case(f"damaged-{name.replace('_', '-')}.txt", T(name, "bare"), "\n")
    for name in ["two_segments", "cut_header", "cut_claims", "no_claims", "bad_header", "bad_claims", "bad_signature", "padded",
                 "long_signature", "no_json", "cut_front", "opaque_three"]:
        case(f"damaged-header-line-{name.replace('_', '-')}.txt", "Accept: */*\nX-Auth-Uplynk-Jwt: ", T(name, "header_line", origin="line 2"), "\nHost: services.uplynk.com\n")
    case("damaged-bad-claims-wrapped.txt", T("bad_claims", "bare", wrap(TOKENS["bad_claims"], 64)), "\n")
    case("damaged-cut-signature-wrapped.txt", "X-Auth-Uplynk-Jwt: ", T("cut_signature", "header_line", wrap(TOKENS["cut_signature"], 64, "\n ")), "\nAccept: application/json\n")
    case("damaged-bad-claims-in-log.txt", "got ", T("bad_claims", "text"), " from client\n")
    case("damaged-cut-front-in-log.txt", "token was ", T("cut_front", "text"), " from client\n")
    case("damaged-ellipsis.txt", "2025-11-21T19:10:00Z auth token=", T("cut_header", "text", at="2025-11-21T19:10:00Z"), "...\n")


def headers():
    case("header-line.txt", "X-Auth-Uplynk-Jwt: ", T("live", "header_line"), "\n")
    case("header-line-no-space.txt", "X-Auth-Uplynk-Jwt:", T("live", "header_line"))
    case("header-line-upper-case.txt", "X-AUTH-UPLYNK-JWT: ", T("live", "header_line"))
    case("header-line-lower-case.txt", "x-auth-uplynk-jwt: ", T("live", "header_line"), "\r\n")
    case("header-line-vendor-case.txt", "X-Auth-Uplynk-JWT:   ", T("live", "header_line"))
    case("header-line-quoted.txt", "'X-Auth-Uplynk-Jwt: ", T("live", "header_line"), "'")
    case("header-line-with-bearer.txt", "X-Auth-Uplynk-Jwt: Bearer ", T("live", "header_line", origin="with a word before the token"))
    case("header-line-among-others.txt", "Host: services.uplynk.com\nX-Auth-Uplynk-Jwt: ", T("live", "header_line", origin="line 2"), "\nAccept: application/json\n")
    case("header-line-folded.txt", "X-Auth-Uplynk-Jwt:\r\n ", T("live", "header_line", wrap(TOKENS["live"], 70, "\r\n ")), "\r\nAccept: */*\r\n")
    case("header-line-wrapped-before-word.txt", "X-Auth-Uplynk-Jwt: ", T("live", "header_line", wrap(TOKENS["live"], 76)), "\nthanks\n")
    case("header-name-and-value-on-two-lines.txt", "x-auth-uplynk-jwt\n", T("live", "header_line", origin="line 1"), "\naccept\n*/*\n")
    case("bearer.txt", "Bearer ", T("live", "bearer"))
    case("bearer-lower-case.txt", "bearer ", T("oauth", "bearer"), "\n")
    case("bearer-authorization.txt", "Authorization: Bearer ", T("oauth", "bearer"), "\n")
    case("bearer-opaque.txt", "Authorization: Bearer ", A("opaque_bearer", "ya29.A0AfH6SMBx3Qv7LkT9cD2"), "\n", nothing="Opaque")
    case("stapi-key.txt", "GET /v1/feeds HTTP/1.1\r\nHost: api.stapi.io\r\nX-STAPI-API-Key: ", A("opaque_key", "k7Gq2LmXw9TzR4vB1nYcE8"), "\r\n\r\n", nothing="Opaque")
    case("stapi-key-beside-token.txt", "X-STAPI-API-Key: ", A("opaque_key", "k7Gq2LmXw9TzR4vB1nYcE8"), "\nX-Auth-Uplynk-Jwt: ", T("live", "header_line", origin="line 2"), "\n")


def requests():
    url = "https://services.uplynk.com/api/v4/assets"
    origin = f"GET {url}"
    case("curl-single-quotes.txt", f"curl -H 'X-Auth-Uplynk-Jwt: ", T("live", "curl", origin=origin), f"' '{url}?limit=5'\n")
    case("curl-double-quotes.txt", f'curl "{url}" -H "X-Auth-Uplynk-Jwt: ', T("live", "curl", origin=origin), '"\n')
    case("curl-no-space.txt", f"curl {url} -H'X-Auth-Uplynk-Jwt:", T("live", "curl", origin=origin), "'")
    case("curl-ansi-c-quotes.txt", f"curl {url} -H $'X-Auth-Uplynk-Jwt: ", T("live", "curl", origin=origin), "' --compressed")
    case("curl-long-option-equals.txt", "curl --header=X-Auth-Uplynk-Jwt:", T("live", "curl", origin=origin), f" {url}")
    case("curl-long-option.txt", "curl -s --request PATCH --header 'Accept: */*' --header 'X-Auth-Uplynk-Jwt: ", T("live", "curl", origin=f"PATCH {url}"), f"' --url {url}")
    case("curl-continuations.txt", f"$ curl '{url}' \\\n  -X POST \\\n  -H 'Content-Type: application/json' \\\n  -H 'X-Auth-Uplynk-Jwt: ", T("live", "curl", origin=f"POST {url}"), "' \\\n  --data-raw '{\"a\":\"b\"}'\n")
    case("curl-token-with-continuation.txt", 'curl -H "X-Auth-Uplynk-Jwt: ', T("live", "curl", wrap(TOKENS["live"], 80, "\\\n"), origin=origin), f'" {url}\n')
    case("curl-windows.txt", f"curl ^\"{url}^\" ^\r\n  -H ^\"accept: */*^\" ^\r\n  -H ^\"X-Auth-Uplynk-Jwt: ", T("live", "curl", origin=origin), "^\" ^\r\n  --compressed\r\n")
    case("curl-windows-token-continuation.txt", "curl -H \"X-Auth-Uplynk-Jwt: ", T("live", "curl", wrap(TOKENS["live"], 100, "^\r\n"), origin=origin), f"\" {url}\r\n")
    case("curl-wrapped-in-quotes.txt", "curl -H 'X-Auth-Uplynk-Jwt: ", T("live", "curl", wrap(TOKENS["live"], 60), origin=origin), f"' {url}")
    case("curl-argument-alone.txt", "-H 'X-Auth-Uplynk-Jwt: ", T("live", "curl"), "'")
    case("curl-bearer.txt", "curl -H 'Authorization: Bearer ", T("oauth", "curl", origin="GET https://api.example.com/me"), "' https://user:secret@api.example.com/me#x")
    case("curl-two-commands.txt", "curl -H 'X-Auth-Uplynk-Jwt: ", T("live", "curl", origin=origin), f"' {url}\ncurl -d a=b -H 'X-Auth-Uplynk-Jwt: ", T("other", "curl", origin=f"POST {url}/1"), f"' {url}/1\n")
    case("curl-cut.txt", "curl 'https://services.uplynk.com/api/v4/assets' -H 'X-Auth-Uplynk-Jwt: ", T("cut_claims", "curl", origin=origin))
    case("curl-without-token.txt", f"curl {url} -H 'Accept: */*'\n", nothing="Request")
    case("curl-placeholder.txt", f"curl {url} \\\n -H \"X-Auth-Uplynk-Jwt: $TOKEN\"\n", nothing="HeaderWithoutToken")
    case("http-request.txt", "GET /api/v4/assets?limit=5 HTTP/1.1\r\nHost: services.uplynk.com\r\nX-Auth-Uplynk-Jwt: ", T("live", "http", origin="GET services.uplynk.com/api/v4/assets"), "\r\nAccept: */*\r\n\r\n")
    case("http-request-date.txt", "POST https://services.uplynk.com/api/v4/assets HTTP/2\nx-auth-uplynk-jwt: ", T("live", "http", origin="POST https://services.uplynk.com/api/v4/assets", at="Fri, 21 Nov 2025 19:10:00 GMT"), "\n\n{}\n\nHTTP/2 401\ndate: Fri, 21 Nov 2025 19:10:00 GMT\n")
    case("http-request-folded.txt", "GET / HTTP/1.1\r\nX-Auth-Uplynk-Jwt: ", T("live", "http", wrap(TOKENS["live"], 64, "\r\n\t")), "\r\nHost: services.uplynk.com\r\n\r\n")
    case("http-curl-verbose.txt", "* Connected\n> GET /api/v4/assets HTTP/2\n> Host: services.uplynk.com\n> X-Auth-Uplynk-Jwt: ", T("live", "http", at="Fri, 21 Nov 2025 19:10:00 GMT"), "\n> Accept: */*\n>\n< HTTP/2 401\n< date: Fri, 21 Nov 2025 19:10:00 GMT\n<\n")
    case("url-query.txt", "https://services.uplynk.com/api2/asset/list?jwt=", T("live", "text", origin="query parameter jwt"), "&limit=5")
    case("url-query-percent-encoded.txt", "https://services.uplynk.com/api2/asset/list?a=b&token=", T("live", "text", TOKENS["live"].replace(".", "%2E")), "&limit=5\n")
    case("url-path.txt", "see https://services.uplynk.com/t/", T("live", "text"), "/manifest.m3u8 for more\n")
    case("url-without-token.txt", f"{url}?limit=5", nothing="Url")


def har(entries):
    return {"log": {"version": "1.2", "creator": {"name": "browser", "version": "1"}, "entries": entries}}


def har_parts(entries, **style):
    """The HAR's text, split at its tokens."""
    text = json.dumps(har(entries), **style)
    parts = []
    while "@@" in text:
        before, name, text = text.split("@@", 2)
        name, _, number = name.partition("#")
        origin, at = HAR_PLACES[int(number)]
        parts += [before, T(name, "har", origin=origin, at=at)]
    return parts + [text]


HAR_PLACES = [(f"{method} https://services.uplynk.com/api/v4/{path}", f"2025-11-21T19:1{n}:00.000Z") for n, (method, path) in enumerate([("GET", "assets"), ("POST", "channels"), ("GET", "me")])]


def entry(number, headers):
    origin, at = HAR_PLACES[number]
    method, url = origin.split(" ")
    answer = [{"name": "X-Echo", "value": TOKENS["third"]}]
    return {"startedDateTime": at, "request": {"method": method, "url": url + "?q=1", "headers": headers}, "response": {"status": 401, "headers": answer, "content": {"text": TOKENS["third"]}}}


def structured():
    named = lambda name, value: {"name": name, "value": value}
    entries = [
        entry(0, [named("Accept", "*/*"), named("X-Auth-Uplynk-Jwt", "@@live#0@@")]),
        entry(1, [named("x-auth-uplynk-jwt", "@@cut_claims#1@@"), named("Authorization", "Bearer @@oauth#1@@")]),
        entry(2, [named("Cookie", "session=@@other#2@@; a=b")]),
    ]
    case("har.har", *har_parts(entries))
    case("har-pretty-bom.har", "\ufeff", *har_parts(entries, indent=2), "\n")
    case("har-without-token.har", json.dumps(har([entry(0, [named("Accept", "*/*")])])), nothing="Har")
    cut = json.dumps(har([entry(0, [named("X-Auth-Uplynk-Jwt", "@@")])])).split("@@")
    case("har-cut.txt", cut[0], T("live", "json", origin="X-Auth-Uplynk-Jwt", at=HAR_PLACES[0][1]), '"}]}, "respo')
    case("json-member.json", '{"X-Auth-Uplynk-Jwt": "', T("live", "json", origin="X-Auth-Uplynk-Jwt"), '", "Accept": "*/*"}')
    case("json-member-other-name.json", '{\n "access_token": "', T("oauth", "json", origin="line 2, access_token"), '",\n "expires_in": 300\n}\n')
    case("json-escaped-dots.json", '{"token":"', T("live", "json", TOKENS["live"].replace(".", "\\u002e"), origin="token"), '"}')
    case("json-in-json.json", '{"body":"{\\"X-Auth-Uplynk-Jwt\\":\\"', T("live", "json", origin="X-Auth-Uplynk-Jwt"), '\\"}"}')
    case("json-array-value.json", '{"headers":{"X-Auth-Uplynk-Jwt":["', T("live", "json", origin="X-Auth-Uplynk-Jwt"), '"]}}')
    case("json-array.json", '["', T("live", "bare"), '", "', T("other", "bare"), '"]')
    case("json-wrapped-with-escaped-line-breaks.json", '{"jwt":"', T("live", "json", wrap(TOKENS["live"], 76, "\\n")), '\\n"}')
    case("json-lines-log.txt", '{"time":"2025-11-21T19:10:00.250Z","headers":{"X-Auth-Uplynk-Jwt":"', T("live", "json", at="2025-11-21T19:10:00.250Z"), '"}}\n{"time":"2025-11-21T19:11:00Z","token":"', T("other", "json", at="2025-11-21T19:11:00Z", origin="line 2, token"), '"}\n')
    case("python-dict.txt", "{'Accept': '*/*', 'X-Auth-Uplynk-Jwt': '", T("live", "json", origin="Python dict, X-Auth-Uplynk-Jwt"), "'}")
    case("python-bytes-dict.txt", "{b'X-Auth-Uplynk-Jwt': b'", T("live", "json"), "'}")
    case("python-joined-literals.txt", 'token = (\n    "', T("live", "text", wrap(TOKENS["live"], 60, '"\n    "')), '"\n)\n')
    case("javascript-joined-literals.txt", 'const token = "', T("live", "text", wrap(TOKENS["live"], 60, '" +\n  "')), '";\n')
    case("yaml.txt", "headers:\n  Accept: '*/*'\n  X-Auth-Uplynk-Jwt: ", T("live", "header_line", origin="line 3"), "\n")
    case("environment.txt", "export TOKEN=", T("live", "text", origin="TOKEN"))
    case("environment-spaced-json.txt", "TOKEN=", T("spaced_json", "text", origin="TOKEN"))
    case("header-in-environment.txt", "HTTP_X_AUTH_UPLYNK_JWT=", T("live", "text", origin="X-Auth-Uplynk-Jwt"))
    case("xml-element.txt", "<token>", T("live", "text"), "</token>")
    case("cookie.txt", "Set-Cookie: session=", T("live", "text", origin="session"), "; Path=/")
    case("form-body.txt", "token=", T("live", "text", origin="token"), "&jwt=", T("other", "text", origin="query parameter jwt"))
    case("go-header-set.txt", 'req.Header.Set("X-Auth-Uplynk-Jwt", "', T("live", "text", origin="X-Auth-Uplynk-Jwt"), '")')


def logs():
    stamp = "2025-11-21T19:10:00Z"
    case("log-line.txt", f"{stamp} INFO request headers X-Auth-Uplynk-Jwt: ", T("live", "text", at=stamp), " status=401\n")
    case("log-line-token-only.txt", "2025-11-21 19:10:00.123+01:00 [auth] refused ", T("live", "text", at="2025-11-21 19:10:00.123+01:00"), " (expired)\n")
    case("log-several-lines.txt", f"2025-11-21T19:09:59Z start\n{stamp} jwt=", T("live", "text", at=stamp, origin="line 2, jwt"), " ok\n2025-11-21T19:10:01Z jwt=", T("other", "text", at="2025-11-21T19:10:01Z", origin="line 3, jwt"), " refused\n")
    case("log-colours.txt", "\x1b[32mINFO\x1b[0m token \x1b[1m", T("live", "text"), "\x1b[0m end\n")
    case("log-word-behind.txt", "the token ", T("live", "text"), " was refused\n")
    case("log-word-on-next-line.txt", "the token is\n", T("live", "text"), "\nplease look at it\n")
    case("log-sentence-end.txt", "It is ", T("live", "text"), ". Please look.")
    case("log-cut-and-word.txt", "token ", T("cut_signature", "text"), "\nrefused by the service\n")
    case("text-behind-signature.txt", "id=", T("live", "text"), "Connection closed\n")
    case("prose-in-brackets.txt", "My token (", T("live", "text"), ") does not work.")
    case("text-der-signature.txt", "token ", T("der", "text"), " end")


def slicer():
    case("slicer-line.txt", "apikey: token_", T("net", "slicer_config"), "\n")
    case("slicer-token-alone.txt", "token_", T("net", "slicer_config"))
    config = "description: Live Capture\nusername: joe@example.com\n"
    rest = "\nslicerID: slicer1234\nfailover_id: 1232b8646dea4cd0a48f5e0ffaa4f8c7\nenable_remote_config: 1   # a comment\n"
    case("slicer-config.conf", config + "apikey: token_", T("net", "slicer_config", origin="line 3, apikey"), rest)
    case("slicer-config-comment-behind.conf", config + "apikey: token_", T("net", "slicer_config"), " # until 2026" + rest)
    case("slicer-config-comment-directly-behind.conf", config + "apikey: token_", T("net", "slicer_config"), "#mine" + rest)
    case("slicer-config-commented-out.conf", config + "#apikey: token_", T("live", "slicer_config"), "\napikey: token_", T("net", "slicer_config"), rest)
    case("slicer-config-without-prefix.conf", config + "apikey: ", T("net", "slicer_config", origin="line 3, apikey without token_"), rest)
    case("slicer-config-cut-token.conf", config + "apikey: token_", T("cut_claims", "slicer_config"), rest)
    case("slicer-config-api-key.conf", config + "apikey: ", A("slicer_api_key", "abcDEFghiJKLmnoPQRtuvWXYz123ABCdefGHIJKL"), rest, nothing="SlicerConfig")


def several():
    case("two-lines.txt", T("live", "bare"), "\n", T("other", "bare"), "\n")
    case("three-with-commas.txt", T("live", "bare"), ", ", T("other", "bare"), ",", T("third", "bare"))
    case("two-same.txt", T("live", "bare"), "\n\n", T("live", "bare"))
    case("two-glued.txt", T("live", "bare"), T("other", "bare"))
    case("three-glued.txt", T("live", "bare"), T("other", "bare"), T("third", "bare"))
    case("two-glued-first-cut.txt", T("cut_claims", "bare"), T("other", "bare"))
    case("two-glued-header-line.txt", "X-Auth-Uplynk-Jwt: ", T("live", "header_line"), T("other", "header_line"))
    case("two-glued-with-dot.txt", T("live", "bare"), ".", T("other", "bare"))
    case("wrapped-then-another.txt", T("live", "bare", wrap(TOKENS["live"], 64)), "\n", T("other", "bare", wrap(TOKENS["other"], 64)), "\n")
    case("cut-then-another.txt", T("cut_signature", "bare"), "\n", T("other", "bare"), "\n")
    case("mixed.txt", "curl -H 'X-Auth-Uplynk-Jwt: ", T("live", "curl"), "' https://services.uplynk.com/\n\nX-Auth-Uplynk-Jwt: ", T("other", "header_line", origin="line 3"), "\nAuthorization: Bearer ", T("oauth", "bearer"), "\napikey: token_", T("net", "slicer_config"), "\n")


def legacy():
    call = {"_owner": "9d0a", "_timestamp": 1763752100}
    msg = base64.b64encode(zlib.compress(compact(call), 9)).decode()
    sig = hmac.digest(b"key", msg.encode(), "sha256").hex()
    text = compact(call).decode()
    case("legacy-form.txt", A("legacy", f"msg={msg}&sig={sig}", text), nothing="Legacy")
    case("legacy-url.txt", "https://services.uplynk.com/api2/asset/list?", A("legacy", f"msg={msg.replace('+', '%2B').replace('/', '%2F').replace('=', '%3D')}&sig={sig}", text), "\n", nothing="Legacy")
    case("legacy-authorization.txt", "Authorization: ", A("legacy", f"{msg} {sig}", text), "\n", nothing="Legacy")
    case("legacy-beside-token.txt", A("legacy", f"msg={msg}&sig={sig}", text), "\n", T("live", "text"), "\n")
    bomb = base64.b64encode(zlib.compress(b'"' + b"a" * 10_000_000 + b'"', 9)).decode()
    case("legacy-bomb.txt", A("legacy", f"msg={bomb}&sig={sig}", "!TooLarge"), nothing="Legacy")
    case("legacy-not-zlib.txt", A("legacy", f"msg={base64.b64encode(b'plain text').decode()}&sig={sig}", "!NotZlib"), nothing="Legacy")
    case("legacy-cut.txt", A("legacy", f"msg={msg[:-12]}&sig={sig}", "!NotZlib"), nothing="Legacy")
    case("legacy-not-json.txt", A("legacy", f"msg={base64.b64encode(zlib.compress(b'plain', 9)).decode()}&sig={sig}", "!NotJson"), nothing="Legacy")
    case("legacy-not-base64.txt", A("legacy", f"msg=eNq.-.AAAAA&sig={sig}", "!NotBase64"), nothing="Legacy")


def nothing():
    pem = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
    case("nothing-blank.txt", " \n\t", nothing="Blank")
    case("nothing-prose.txt", "Where do I find my token? See the example.com page, section 2.1.3.", nothing="Other")
    case("nothing-pem.txt", pem, nothing="KeyPem")
    case("nothing-dotenv.txt", f"KID=a\nSUB=b\nSCP=c\nPRIVATE_B64={base64.b64encode(pem.encode()).decode()}\n", nothing="KeyDotenv")
    case("nothing-jwk.json", '{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}', nothing="Jwk")
    case("nothing-path.txt", "~/Downloads/live-ops.env", nothing="Path")
    case("nothing-path-windows.txt", '"C:\\Users\\joe\\live ops.env"', nothing="Path")
    case("nothing-base64-pem.txt", base64.b64encode(pem.encode()).decode(), nothing="Base64Of")
    case("nothing-decoded.json", json.dumps(CLAIMS, indent=2), nothing="Decoded")
    case("nothing-header-empty.txt", "X-Auth-Uplynk-Jwt: \nHost: services.uplynk.com\n", nothing="HeaderWithoutToken")
    case("nothing-header-placeholder.txt", "Accept: */*\nX-Auth-Uplynk-Jwt: <your token here>\n", nothing="HeaderWithoutToken")
    case("nothing-basic.txt", "Authorization: Basic am9lOnBhc3N3b3JkMTIz\n", nothing="Other")
    case("nothing-long-host-name.txt", "www.a-host-name-with-many-letters.some-long-domain-with-more-letters.example.com", nothing="Other")
    case("nothing-json.json", '{"error": 0}', nothing="Json")
    case("nothing-cursor.txt", "next page " + b64(b'{"page":2,"size":10}') + " of 7", nothing="Other")
    case("nothing-host-names.txt", "example.com expected.value.here exam.ple.net e3.local ey.ey.ey", nothing="Other")


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    for make_cases in [bare, damaged, headers, requests, structured, logs, slicer, several, legacy, nothing]:
        make_cases()
    assert len({entry["file"] for entry in INDEX}) == len(INDEX), "two cases with the same name"
    (OUT / "tokens.json").write_text(json.dumps(TOKENS, indent=1, ensure_ascii=False) + "\n")
    (OUT / "index.json").write_text(json.dumps(INDEX, indent=1) + "\n")
    print(len(INDEX), "captures,", len(TOKENS), "tokens")


main()
