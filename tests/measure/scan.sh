#!/bin/bash
# `scan` at 1 and 2 threads: how its time and its memory grow with the number of tokens, and its speed on a log with few.
# scan.sh BINARY [MOST_TOKENS]
#
# BINARY is the release build. Logs of 10^3, 10^4 … MOST_TOKENS (10^6 unless it is said) lines are made, each line with a
# token of its own, so that each is verified. They are good, and judged while they live; where python3 has no
# `cryptography` to sign them, the signatures are drawn by chance, which takes a verifier as long. PYTHON is another
# python3. Then a log of 512 MB in which one line in 10,000 has a token.
#
# Prints seconds, processor seconds, tokens and megabytes a second, and the peak of resident memory. It asserts nothing:
# a straight slope is the same number of tokens a second in each row, bounded memory the same peak. Needs python3 and
# GNU time.
set -eu
HERE=$(dirname "$(readlink -f "$0")")
BINARY=$(readlink -f "$1")
MOST=${2:-1000000}
FOLDER=$(mktemp -d)
trap 'rm -rf "$FOLDER"' EXIT
install -m 600 "$HERE/../fixtures/keys/good/live-ops.env" "$FOLDER/live-ops.env"

make_log() {
    "${PYTHON:-python3}" - "$FOLDER/live-ops.env" "$@" <<'PYTHON'
import base64, random, re, sys
tokens, lines_each, path = int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
encode = lambda raw: base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
draw = random.Random(1)
try:
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec, utils
    pem = base64.b64decode(re.search(r"PRIVATE_B64=(\S+)", open(sys.argv[1]).read()).group(1))
    key = serialization.load_pem_private_key(pem, None)
    def sign(text):
        halves = utils.decode_dss_signature(key.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
        return b"".join(half.to_bytes(32, "big") for half in halves)
except ImportError:
    sign = lambda text: draw.randbytes(64)
header = encode(b'{"alg":"ES256","kid":"6f1c2a7e-58d0-4c0b-9a43-1b2f3c4de29a","typ":"JWT"}')
with open(path, "w") as log:
    for number in range(tokens):
        claims = '{"iat":%d,"exp":%d,"sub":"9d0a44c1b2e84f7f8a6f3f0c1d2e417b","scp":["video.services.assets:read"],"msg":{"n":%d}}'
        iat = 1763752400 + number % 200
        text = "%s.%s" % (header, encode((claims % (iat, iat + 300, number)).encode()))
        token = "%s.%s" % (text, encode(sign(text)))
        log.write('10.0.%d.%d - - [2025-11-21T19:13:20Z] "GET /api/v4/assets/%d HTTP/1.1" 200 X-Auth-Uplynk-Jwt: %s\n'
                  % (number // 256 % 256, number % 256, number, token))
        if lines_each:
            # The lines between are made once and repeated: they only have to be passed over.
            log.write("".join('10.1.2.%d - - [21/Nov/2025:19:13:20 +0000] "GET /assets/%x/slice%d.ts HTTP/1.1" 200 %d "-" "Player/3.1 (Linux)"\n'
                              % (n % 256, n * 2654435761 % 2**32, n, n * 37) for n in range(lines_each)))
PYTHON
}

printf '%-22s %7s %9s %9s %12s %9s %9s\n' log threads seconds processor tokens/s MB/s 'peak MiB'
measure() { # name tokens log
    for threads in 1 2; do
        /usr/bin/time -f '%e %U %S %M' -o "$FOLDER/time" \
            "$BINARY" scan "$3" --key "$FOLDER/live-ops.env" --at 1763752650 --threads $threads >"$FOLDER/out" ||
            [ $? -eq 1 ]
        [ "$(wc -l <"$FOLDER/out")" -eq "$2" ] || { echo "not every token was found" >&2; exit 1; }
        tail -1 "$FOLDER/time" | awk -v name="$1" -v threads=$threads -v tokens="$2" -v bytes="$(stat -c %s "$3")" \
            '{ printf "%-22s %7d %9.2f %9.2f %12.0f %9.0f %9.1f\n", name, threads, $1, $2 + $3, tokens / $1, bytes / $1 / 1e6, $4 / 1024 }'
    done
}
tokens=1000
while [ "$tokens" -le "$MOST" ]; do
    make_log "$tokens" 0 "$FOLDER/log"
    measure "$tokens tokens" "$tokens" "$FOLDER/log"
    tokens=$((tokens * 10))
done
make_log 400 10000 "$FOLDER/log"
measure "1 token in 10,000 lines" 400 "$FOLDER/log"
