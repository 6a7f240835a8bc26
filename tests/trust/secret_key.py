"""A fresh P-256 key, written as every kind of key file, and all that could betray it in a heap of bytes.

Needs openssl.
"""

import base64
import hashlib
import hmac
import json
import subprocess

# The order of the curve (SEC 2, section 2.4.2).
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
# Letters of base64 or hex that are looked for together: at the least 64 bits of the secret are in them.
LETTERS = 16
KID = "11111111-2222-4333-8444-555555555555"
SUB = "0123456789abcdef0123456789abcdef"
SCOPES = ["video.services.assets:read", "video.services.ingest.slicer:ops"]


def openssl(*arguments, text=b""):
    return subprocess.run(["openssl", *arguments], input=text, capture_output=True, check=True).stdout


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class SecretKey:
    """A key that nobody had before."""

    def __init__(self):
        self.parameters_and_sec1_pem = openssl("ecparam", "-name", "prime256v1", "-genkey")
        self.sec1_der = openssl("ec", "-outform", "DER", text=self.parameters_and_sec1_pem)
        self.sec1_pem = openssl("ec", text=self.parameters_and_sec1_pem)
        self.pkcs8_pem = openssl("pkcs8", "-topk8", "-nocrypt", text=self.parameters_and_sec1_pem)
        self.pkcs8_der = openssl("pkcs8", "-topk8", "-nocrypt", "-outform", "DER", text=self.parameters_and_sec1_pem)
        # RFC 5915: SEQUENCE, version, and the scalar in an octet string; the point ends the structure.
        assert self.sec1_der[5:7] == b"\x04\x20"
        self.scalar = self.sec1_der[7:39]
        self.number = int.from_bytes(self.scalar, "big")
        self.point = self.sec1_der[-64:]

    def jwk(self):
        x, y, d = self.point[:32], self.point[32:], self.scalar
        return {"kty": "EC", "crv": "P-256", "x": base64url(x), "y": base64url(y), "d": base64url(d), "kid": KID}

    def dotenv(self, private):
        return f"KID={KID}\nSUB={SUB}\nPRIVATE_B64={private}\nSCP={','.join(SCOPES)}\n".encode()

    def files(self):
        """Every kind of key file, by a name with the ending that it usually has."""
        pem = self.pkcs8_pem.decode()
        escaped = pem.replace("\n", "\\n")
        set_of_keys = {"keys": [{"kty": "RSA", "n": "AQAB", "e": "AQAB"}, self.jwk()]}
        return {
            "usual.env": self.dotenv(base64.b64encode(self.pkcs8_pem).decode()),
            "der.env": self.dotenv(base64.b64encode(self.pkcs8_der).decode()),
            "url-safe.env": self.dotenv(base64.urlsafe_b64encode(self.sec1_pem).decode()),
            "escaped.env": self.dotenv(f'"{escaped}"'),
            "lines.env": self.dotenv(f'"{pem}"'),
            "pkcs8.pem": self.pkcs8_pem,
            "sec1.pem": self.sec1_pem,
            "parameters.pem": self.parameters_and_sec1_pem,
            "pkcs8.der": self.pkcs8_der,
            "sec1.der": self.sec1_der,
            "key.jwk": json.dumps(self.jwk(), indent=2).encode(),
            "keys.jwks": json.dumps(set_of_keys).encode(),
        }

    def traces(self):
        """What the key looks like in memory or in a text: bytes, by what they are. None is shorter than 64 bits."""
        traces = number_traces("scalar", self.number)
        traces |= letter_traces("hex", self.scalar.hex())
        traces |= letter_traces("HEX", self.scalar.hex().upper())
        for name, data in [("scalar", self.scalar), ("SEC1", self.sec1_der), ("PKCS#8", self.pkcs8_der)]:
            traces |= base64_traces(f"base64 of {name}", data, data.index(self.scalar), 32)
        for name, pem, der in [("SEC1", self.sec1_pem, self.sec1_der), ("PKCS#8", self.pkcs8_pem, self.pkcs8_der)]:
            # Three octets are four letters; a line that ends among them makes them one byte longer.
            begin = pem.index(b"\n") + 1 + der.index(self.scalar) * 4 // 3
            traces |= base64_traces(f"base64 of {name} PEM", pem, begin, 43)
        return traces

    def signing_traces(self, token):
        """What is left of a signature over a token that this key made, and gives the key away: RFC 6979 and ECDSA."""
        message, _, signature = token.rpartition(".")
        digest = hashlib.sha256(message.encode()).digest()
        nonce = deterministic_nonce(self.scalar, digest)
        r = int.from_bytes(base64.urlsafe_b64decode(signature + "==")[:32], "big")
        inverse = pow(nonce, -1, ORDER)
        product = r * self.number % ORDER
        total = (int.from_bytes(digest, "big") + product) % ORDER
        s = int.from_bytes(base64.urlsafe_b64decode(signature + "==")[32:], "big")
        assert s in (inverse * total % ORDER, ORDER - inverse * total % ORDER), "this is not how the nonce is made"
        numbers = {"nonce": nonce, "inverse of the nonce": inverse, "r times scalar": product, "z + r d": total}
        traces = {}
        for name, number in numbers.items():
            traces |= number_traces(name, number)
        return traces


def number_traces(name, number):
    """A number of 256 bits in each of the orders that processors and libraries keep it in, eight bytes at a time."""
    big = number.to_bytes(32, "big")
    little = big[::-1]
    montgomery = (number * 2**256 % ORDER).to_bytes(32, "little")
    traces = {}
    for at in range(0, 32, 8):
        # Whatever the order of the limbs: each is looked for by itself.
        traces[f"{name}, big-endian, byte {at}"] = big[at : at + 8]
        traces[f"{name}, little-endian limb {at // 8}"] = little[at : at + 8]
        traces[f"{name}, Montgomery form, limb {at // 8}"] = montgomery[at : at + 8]
        low, high = little[at : at + 4], little[at + 4 : at + 8]
        traces[f"{name}, limbs of 32 bits in 64, limb {at // 4}"] = low + bytes(4) + high + bytes(4)
    # Words of 32 bits, the most significant first; at odd places too, as SHA-256 loads its message.
    for at in range(0, 25):
        words = big[at : at + 4][::-1] + big[at + 4 : at + 8][::-1]
        traces[f"{name}, words of 32 bits from byte {at}"] = words
    digits = signed_digits(number)
    for at in range(0, 64 - LETTERS + 1, LETTERS // 2):
        traces[f"{name}, signed digits from {at}"] = digits[at : at + LETTERS]
    return traces


def signed_digits(number):
    """Base 16 with digits from -8 to 7, the least significant first: what a multiplication by a point walks along."""
    digits = [number >> 4 * at & 15 for at in range(64)] + [0]
    for at in range(64):
        carry = (digits[at] + 8) >> 4
        digits[at] -= carry << 4
        digits[at + 1] += carry
    return bytes(digit & 255 for digit in digits)


def base64_traces(name, data, begin, length):
    """The letters of base64 in which nothing is but some bytes of the data."""
    text = base64.b64encode(data).decode()[-(-begin // 3) * 4 : (begin + length) // 3 * 4]
    traces = letter_traces(name, text)
    if "+" in text or "/" in text:
        traces |= letter_traces(f"{name}, url-safe", text.replace("+", "-").replace("/", "_"))
    return traces


def letter_traces(name, text):
    """Pieces of a text that overlap by half, so that a longer piece of it can't be there unseen."""
    places = range(0, len(text) - LETTERS + 1, LETTERS // 2)
    return {f"{name}, letter {at}": text[at : at + LETTERS].encode() for at in places}


def deterministic_nonce(scalar, digest):
    """RFC 6979, section 3.2, with SHA-256."""
    reduced = (int.from_bytes(digest, "big") % ORDER).to_bytes(32, "big")
    value, key = b"\x01" * 32, bytes(32)
    for separator in (b"\x00", b"\x01"):
        key = hmac.digest(key, value + separator + scalar + reduced, "sha256")
        value = hmac.digest(key, value, "sha256")
    while True:
        value = hmac.digest(key, value, "sha256")
        nonce = int.from_bytes(value, "big")
        if 0 < nonce < ORDER:
            return nonce
        key = hmac.digest(key, value + b"\x00", "sha256")
        value = hmac.digest(key, value, "sha256")


def find(traces, data):
    """The names of those traces that are in the data, sorted."""
    return sorted(name for name, trace in traces.items() if trace in data)
