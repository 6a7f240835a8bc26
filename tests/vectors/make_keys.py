#!/usr/bin/env python3
"""Makes tests/vectors/keys: keys of the kinds that pyca/cryptography keeps among its test vectors, none of them copied.

The column "like" of keys/index.tsv names the vector that a file is modelled on (vectors/cryptography_vectors of
https://github.com/pyca/cryptography, BSD-3-Clause or Apache-2.0), "code" the answer that is wanted: `ok`, or the code
of the refusal. The keys are throw-away TEST KEYS. Those on P-256 come from a fixed number; what is encrypted or of
another algorithm is drawn afresh at each run.

Run it with `cryptography` (PyPI, made with 48.0.0) and `openssl` 3 with its legacy provider on the path.
"""
import base64
import hashlib
import pathlib
import subprocess

from cryptography.hazmat.primitives.asymmetric import dh, dsa, ec, ed448, ed25519, rsa, x448, x25519
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)

OUT = pathlib.Path(__file__).resolve().parent / "keys"
# SEC 2, section 2.4.2
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
OIDS = {
    "ec": "06072a8648ce3d0201",
    "p256": "06082a8648ce3d030107",
    "p384": "06052b81040022",
}
OIDS = {name: bytes.fromhex(text) for name, text in OIDS.items()}
# 1.3.6.1.4.1.99999.1 stands for a curve that nobody registered.
OIDS["unknown"] = bytes.fromhex("06092b06010401868d1f01")
PASSPHRASE = b"correct horse"
ROWS = []


def der(tag, *parts):
    content = b"".join(parts)
    if len(content) < 128:
        return bytes([tag, len(content)]) + content
    length = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def integer(number):
    return der(0x02, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def sec1(scalar, curve=OIDS["p256"], point=None, version=1):
    """ECPrivateKey (RFC 5915, section 3)."""
    parts = [integer(version), der(0x04, scalar)]
    if curve:
        parts.append(der(0xA0, curve))
    if point:
        parts.append(der(0xA1, der(0x03, b"\0", point)))
    return der(0x30, *parts)


def pkcs8(private, parameters=OIDS["p256"], algorithm=OIDS["ec"], version=0, more=b""):
    """OneAsymmetricKey (RFC 5958, section 2)."""
    return der(0x30, integer(version), der(0x30, algorithm, parameters), der(0x04, private), more)


def spki(point, parameters=OIDS["p256"]):
    """SubjectPublicKeyInfo (RFC 5480, section 2)."""
    return der(0x30, der(0x30, OIDS["ec"], parameters), der(0x03, b"\0", point))


def pem(label, data):
    text = base64.b64encode(data).decode()
    lines = "\n".join(text[at : at + 64] for at in range(0, len(text), 64))
    return f"-----BEGIN {label}-----\n{lines}\n-----END {label}-----\n".encode()


def openssl(*arguments, data=b""):
    return subprocess.run(["openssl", *arguments], input=data, capture_output=True, check=True).stdout


def add(name, code, like, data, fingerprint=""):
    (OUT / name).write_bytes(data)
    ROWS.append((name, code, like, fingerprint))


def fingerprint(public):
    data = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return "SHA256:" + base64.b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")


def octets(number):
    return number.to_bytes(32, "big")


def private_of(number):
    return ec.derive_private_key(number, ec.SECP256R1())


def point_of(key, form=PublicFormat.UncompressedPoint):
    return key.public_key().public_bytes(Encoding.X962, form)


NUMBER = int.from_bytes(hashlib.sha256(b"token-debugger vector key").digest(), "big") % ORDER
KEY, OTHER = private_of(NUMBER), private_of(NUMBER + 1)
POINT, OTHER_POINT = point_of(KEY), point_of(OTHER)
SCALAR = octets(NUMBER)
FINGERPRINT = fingerprint(KEY.public_key())


def sound():
    formats = {
        "sec1": (KEY.private_bytes, PrivateFormat.TraditionalOpenSSL, "PEM_Serialization/ec_private_key.pem"),
        "pkcs8": (KEY.private_bytes, PrivateFormat.PKCS8, "PKCS8/ec_private_key.pem"),
    }
    for name, (write, form, like) in formats.items():
        add(f"{name}.pem", "ok", f"asymmetric/{like}", write(Encoding.PEM, form, NoEncryption()), FINGERPRINT)
        like = like.replace("PEM_", "DER_").replace(".pem", ".der")
        add(f"{name}.der", "ok", f"asymmetric/{like}", write(Encoding.DER, form, NoEncryption()), FINGERPRINT)
    public = KEY.public_key().public_bytes
    form = PublicFormat.SubjectPublicKeyInfo
    add("public.pem", "ok", "asymmetric/PEM_Serialization/ec_public_key.pem", public(Encoding.PEM, form), FINGERPRINT)
    add("public.der", "ok", "asymmetric/DER_Serialization/ec_public_key.der", public(Encoding.DER, form), FINGERPRINT)
    compressed = spki(point_of(KEY, PublicFormat.CompressedPoint))
    add("public-compressed.pem", "ok", "asymmetric/EC/compressed_points.txt", pem("PUBLIC KEY", compressed), FINGERPRINT)
    data = pkcs8(sec1(SCALAR, point=POINT))
    add("consistent-curve.pem", "ok", "asymmetric/PKCS8/ec-consistent-curve.pem", pem("PRIVATE KEY", data), FINGERPRINT)
    # Controls of what is refused below: the last scalar in range, and a curve that is named outside alone.
    last = private_of(ORDER - 1)
    data = pkcs8(sec1(octets(ORDER - 1), curve=None))
    add("scalar-below-order.pem", "ok", "", pem("PRIVATE KEY", data), fingerprint(last.public_key()))
    data = pkcs8(sec1(SCALAR, curve=None), more=der(0xA0, der(0x30, bytes.fromhex("0603550403"), der(0x31, der(0x0C, b"x")))))
    add("attributes.der", "ok", "", data, FINGERPRINT)


def encrypted():
    like = "asymmetric/PEM_Serialization/ec_private_key_encrypted.pem"
    traditional = BestAvailableEncryption(PASSPHRASE)
    data = KEY.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, traditional)
    add("encrypted-traditional.pem", "key_encrypted", like, data)
    plain = KEY.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    for cipher in ("des3", "aes128"):
        data = openssl("ec", f"-{cipher}", "-passout", "pass:" + PASSPHRASE.decode(), data=plain)
        add(f"encrypted-traditional-{cipher}.pem", "key_encrypted", like, data)
    best = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(PASSPHRASE))
    add("encrypted.pem", "key_encrypted", "asymmetric/PKCS8/ec_private_key_encrypted.pem", best)
    best = KEY.private_bytes(Encoding.DER, PrivateFormat.PKCS8, BestAvailableEncryption(PASSPHRASE))
    add("encrypted.der", "key_encrypted", "asymmetric/PKCS8/ec_private_key_encrypted.der", best)
    kinds = {
        "pbes2-3des": (["-v2", "des3"], "enc-rsa-3des.pem"),
        "pbes2-sha512": (["-v2", "aes-256-cbc", "-v2prf", "hmacWithSHA512"], "enc-rsa-pbes2-pbkdf2-sha512.pem"),
        "scrypt": (["-scrypt", "-scrypt_N", "16"], "scrypt.pem"),
        "pbes1-md5-des": (["-v1", "PBE-MD5-DES"], "enc-rsa-md5-des.pem"),
        "pbes1-sha1-3des": (["-v1", "PBE-SHA1-3DES"], "enc-rsa-sha1-3des.pem"),
        "pbes1-sha1-rc2-40": (["-v1", "PBE-SHA1-RC2-40"], "enc-rsa-sha1-rc2-40.pem"),
        "pbes1-sha1-rc4-128": (["-v1", "PBE-SHA1-RC4-128"], "enc-ec-sha1-128-rc4.pem"),
    }
    providers = ["-provider", "legacy", "-provider", "default"]
    for name, (options, like) in kinds.items():
        passphrase = ["-passout", "pass:" + PASSPHRASE.decode()]
        data = openssl("pkcs8", "-topk8", *providers, *options, *passphrase, data=plain)
        add(f"encrypted-{name}.pem", "key_encrypted", f"asymmetric/PKCS8/{like}", data)
    unknown = der(0x30, der(0x30, OIDS["unknown"], der(0x30)), der(0x04, bytes(48)))
    label = "ENCRYPTED PRIVATE KEY"
    add("encrypted-unknown.pem", "key_encrypted", "asymmetric/PKCS8/enc-unknown-algorithm.pem", pem(label, unknown))


def curves():
    p384 = ec.derive_private_key(NUMBER, ec.SECP384R1())
    wide = NUMBER.to_bytes(48, "big")
    folder = "asymmetric/PKCS8"
    cases = {
        # PKCS#8 names one curve, the key in it another.
        "inconsistent-curve.pem": ("key_wrong_curve", "ec-inconsistent-curve.pem", pkcs8(sec1(SCALAR, OIDS["p384"]))),
        "inconsistent-curve-2.pem": ("key_wrong_curve", "ec-inconsistent-curve2.pem", pkcs8(sec1(SCALAR), OIDS["p384"])),
        "inconsistent-curve-3.pem": ("key_wrong_curve", "ec-inconsistent-curve.pem", pkcs8(sec1(wide, OIDS["p384"]))),
        "inconsistent-length.pem": ("key_scalar_length", "ec-inconsistent-curve.pem", pkcs8(sec1(wide, None))),
        "unregistered-curve.pem": ("key_wrong_curve", "ec_oid_not_in_reg_private_2.pkcs8.pem", pkcs8(sec1(SCALAR), OIDS["unknown"])),
        "missing-curve-pkcs8.pem": ("key_unnamed_curve", "ec-missing-curve.pem", pkcs8(sec1(SCALAR, None), b"")),
        "missing-curve-null.pem": ("key_unnamed_curve", "ec-missing-curve.pem", pkcs8(sec1(SCALAR, None), bytes.fromhex("0500"))),
        "missing-curve-outside.pem": ("key_unnamed_curve", "ec-missing-curve.pem", pkcs8(sec1(SCALAR), b"")),
    }
    for name, (code, like, data) in cases.items():
        add(name, code, f"{folder}/{like}", pem("PRIVATE KEY", data))
    like = "asymmetric/Traditional_OpenSSL_Serialization/ec-missing-curve.pem"
    add("missing-curve.pem", "key_unnamed_curve", like, pem("EC PRIVATE KEY", sec1(SCALAR, None)))
    add("missing-curve.der", "key_unnamed_curve", like, sec1(SCALAR, None, POINT))
    add("missing-curve-public.pem", "key_unnamed_curve", "", pem("PUBLIC KEY", spki(POINT, b"")))
    add("unregistered-curve-public.pem", "key_wrong_curve", "asymmetric/EC/ec_oid_not_in_reg.pem", pem("PUBLIC KEY", spki(POINT, OIDS["unknown"])))
    add("unregistered-curve-sec1.pem", "key_wrong_curve", "asymmetric/EC/ec_oid_not_in_reg.pem", pem("EC PRIVATE KEY", sec1(SCALAR, OIDS["unknown"])))
    explicit = ["-param_enc", "explicit"]
    plain = KEY.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    like = "asymmetric/EC/explicit_parameters_private_key.pem"
    add("explicit.pem", "key_explicit_curve", like, openssl("ec", *explicit, data=plain))
    add("explicit-public.pem", "key_explicit_curve", like, openssl("ec", *explicit, "-pubout", data=plain))
    # CVE-2020-0601: explicit parameters with a generator of the forger's choice.
    own = openssl("ec", *explicit, "-pubout", "-outform", "DER", data=plain)
    generator = point_of(private_of(1))
    assert generator in own
    add("explicit-own-generator.der", "key_explicit_curve", "", own.replace(generator, OTHER_POINT))
    for curve in (ec.SECP224R1(), ec.SECP384R1(), ec.SECP521R1(), ec.SECP256K1(), ec.BrainpoolP256R1()):
        key = ec.derive_private_key(12345, curve)
        for form, suffix in ((PrivateFormat.PKCS8, ""), (PrivateFormat.TraditionalOpenSSL, "-sec1")):
            data = key.private_bytes(Encoding.PEM, form, NoEncryption())
            add(f"{curve.name}{suffix}.pem", "key_wrong_curve", "asymmetric/EC", data)
    public = p384.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    add("secp384r1-public.pem", "key_wrong_curve", "asymmetric/EC", public)


def scalars():
    like = "asymmetric/PKCS8/ec-invalid-private-scalar.pem"
    numbers = {"zero": 0, "order": ORDER, "above-order": ORDER + 1, "all-ones": 2**256 - 1}
    for name, number in numbers.items():
        add(f"scalar-{name}.pem", "key_scalar_out_of_range", like, pem("PRIVATE KEY", pkcs8(sec1(octets(number)))))
        add(f"scalar-{name}-sec1.pem", "key_scalar_out_of_range", like, pem("EC PRIVATE KEY", sec1(octets(number))))
    lengths = {"empty": b"", "short": SCALAR[:31], "long": b"\0" + SCALAR, "twice": SCALAR * 2}
    for name, scalar in lengths.items():
        add(f"scalar-{name}.pem", "key_scalar_length", like, pem("PRIVATE KEY", pkcs8(sec1(scalar))))


def points():
    flipped = POINT[:-1] + bytes([POINT[-1] ^ 1])
    hybrid = bytes([6 + POINT[-1] % 2]) + POINT[1:]
    cases = {"infinity": b"\0", "off-curve": flipped, "hybrid": hybrid, "cut": POINT[:-1], "empty": b"", "zero": b"\4" + bytes(64)}
    cases["compressed-off-curve"] = b"\2" + next(octets(x) for x in range(1, 99) if not on_curve(x))
    for name, point in cases.items():
        add(f"point-{name}.pem", "key_point_invalid", "asymmetric/EC", pem("PUBLIC KEY", spki(point)))
    add("public-of-another.pem", "key_halves_differ", "", pem("PRIVATE KEY", pkcs8(sec1(SCALAR, point=OTHER_POINT))))
    add("public-of-another-sec1.pem", "key_halves_differ", "", pem("EC PRIVATE KEY", sec1(SCALAR, point=OTHER_POINT)))
    add("public-off-curve.pem", "key_point_invalid", "", pem("PRIVATE KEY", pkcs8(sec1(SCALAR, point=flipped))))


def on_curve(x):
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), b"\2" + octets(x))
    except ValueError:
        return False
    return True


def structures():
    """Versions, lengths and labels that are not as they should be."""
    private, label = "PRIVATE KEY", "EC PRIVATE KEY"
    like = "asymmetric/PKCS8/ec-invalid-version.pem"
    add("version-pkcs8.pem", "key_damaged", like, pem(private, pkcs8(sec1(SCALAR), version=7)))
    add("version-inside.pem", "key_damaged", like, pem(private, pkcs8(sec1(SCALAR, version=2))))
    add("version-sec1.pem", "key_damaged", like, pem(label, sec1(SCALAR, version=0)))
    good = pkcs8(sec1(SCALAR))
    add("bytes-behind.pem", "key_damaged", "", pem(private, good + b"\0"))
    add("indefinite-length.pem", "key_damaged", "", pem(private, b"\x30\x80" + good[2:] + b"\0\0"))
    long = b"\x30\x82\0" + bytes([good[1]]) + good[2:]
    add("length-not-minimal.pem", "key_damaged", "", pem(private, long))
    add("private-not-octets.pem", "key_unknown_structure", "", pem(label, der(0x30, integer(1), der(0x0C, b"text"))))
    delimiters = {
        "delimiter-rsa-public.pem": ("RSA PUBLIC KEY", spki(POINT), "PEM_Serialization/ec_public_key_rsa_delimiter.pem"),
        "delimiter-rsa-private.pem": ("RSA PRIVATE KEY", sec1(SCALAR), "PEM_Serialization/rsa_wrong_delimiter_public_key.pem"),
    }
    for name, (label, data, like) in delimiters.items():
        add(name, "key_wrong_algorithm", f"asymmetric/{like}", pem(label, data))


def algorithms():
    keys = {
        "rsa": rsa.generate_private_key(65537, 2048),
        "dsa": dsa.generate_private_key(1024),
        "ed25519": ed25519.Ed25519PrivateKey.generate(),
        "ed448": ed448.Ed448PrivateKey.generate(),
        "x25519": x25519.X25519PrivateKey.generate(),
        "x448": x448.X448PrivateKey.generate(),
        "dh": dh.generate_parameters(2, 512).generate_private_key(),
    }
    for name, key in keys.items():
        data = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        add(f"{name}.pem", "key_wrong_algorithm", "asymmetric/PKCS8", data)
        data = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        add(f"{name}-public.pem", "key_wrong_algorithm", "asymmetric/PKCS8", data)
    pss = openssl("genpkey", "-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048")
    add("rsa-pss.pem", "key_wrong_algorithm", "asymmetric/RSA/rsa_pss_2048.pem", pss)
    data = keys["ed25519"].private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
    add("openssh.pem", "key_is_openssh", "asymmetric/OpenSSH", data)


OUT.mkdir(exist_ok=True)
for old in OUT.iterdir():
    old.unlink()
for step in (sound, encrypted, curves, scalars, points, structures, algorithms):
    step()
assert load_der_private_key(pkcs8(sec1(SCALAR, point=POINT)), None).private_numbers().private_value == NUMBER
index = "file\tcode\tlike\tfingerprint\n" + "".join("\t".join(row) + "\n" for row in sorted(ROWS))
(OUT / "index.tsv").write_text(index)
print(f"{len(ROWS)} files, {sum(row[1] == 'ok' for row in ROWS)} of them sound")
