#!/bin/bash
# `read` and `mint` as whole processes beside `decode` and `encode` of jwt-cli 6: command_line.sh BINARY [JWT_CLI]
#
# BINARY is the release build, JWT_CLI the program `jwt`; without it version 6.2 is built into a temporary folder, which
# takes minutes. Like is compared with like: both get the same token, check it with the same public key, sign the same
# claims with the same P-256 key. jwt-cli gets the end of a new token in two ways: as five minutes from now, which is
# what `mint` does, and as a moment that is worked out beforehand, which is much faster in jwt-cli.
#
# Prints the medians in milliseconds and the ratio of ours to theirs; exit code 1 when one of ours is slower. Needs
# hyperfine and python3.
set -eu
HERE=$(dirname "$(readlink -f "$0")")
BINARY=$(readlink -f "$1")
KEYS=$HERE/../fixtures/keys/good
FOLDER=$(mktemp -d)
trap 'rm -rf "$FOLDER"' EXIT
JWT=${2:-}
if [ -z "$JWT" ]; then
    cargo install --quiet --locked --root "$FOLDER/jwt-cli" jwt-cli --version '^6.2'
    JWT=$FOLDER/jwt-cli/bin/jwt
fi

# Both as they are when installed: a linker writes a file's pages out of order, and the system then takes some 13 faults
# more to bring them in, a twelfth of the time.
cp "$BINARY" "$FOLDER/token-debugger"
cp "$JWT" "$FOLDER/jwt"
BINARY=$FOLDER/token-debugger
JWT=$FOLDER/jwt
# A key as its owner should keep it: of one that others may read, `mint` would say so.
install -m 600 "$KEYS/pkcs8.pem" "$FOLDER/pkcs8.pem"
scope=video.services.assets:read
mint=("$BINARY" mint --key "$FOLDER/pkcs8.pem" --kid k1 --sub o1 --scope "$scope")
encode=("$JWT" encode --alg ES256 --secret "@$FOLDER/pkcs8.pem" --kid k1 --sub o1 "{\"scp\":[\"$scope\"]}")
token=$("${mint[@]}")
read=("$BINARY" read "$token")
verify=("${read[@]}" --key "$KEYS/public.pem")
decode=("$JWT" decode "$token")
decode_verify=("${decode[@]}" --alg ES256 --secret "@$KEYS/public.pem")

# Both sides of a comparison must do what is measured.
"${verify[@]}" | grep -q 'signature verified'
"${decode_verify[@]}" >/dev/null
"${encode[@]}" --exp=+300s | "$BINARY" read --key "$KEYS/public.pem" --json | grep -q '"exp":.*"verified"'
moment=$(($(date +%s) + 300))

# Six rounds in turns, so that what else the machine does falls on both sides.
compare() {
    for round in 1 2 3 4 5 6; do
        hyperfine --shell=none --warmup 10 --runs 60 --style none --export-json "$FOLDER/$1.$round.json" "$2" "$3" \
            >/dev/null 2>&1
    done
}
quote() {
    printf '%q ' "$@"
}
compare "1 read, decode" "$(quote "${read[@]}")" "$(quote "${decode[@]}")"
compare "2 read, decode, with a key" "$(quote "${verify[@]}")" "$(quote "${decode_verify[@]}")"
compare "3 mint, encode for 5 minutes" "$(quote "${mint[@]}")" "$(quote "${encode[@]}" --exp=+300s)"
compare "4 mint, encode up to a moment" "$(quote "${mint[@]}")" "$(quote "${encode[@]}" "--exp=$moment")"

/usr/bin/python3 - "$FOLDER" <<'END'
import collections, json, pathlib, statistics, sys

times = collections.defaultdict(lambda: ([], []))
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.json")):
    name = path.name.split(".")[0]
    for side, result in zip(times[name], json.loads(path.read_text())["results"]):
        side.extend(seconds * 1000 for seconds in result["times"])

slower = False
print(f"{'medians of 360 runs':30} ours     jwt-cli  ratio")
for name, sides in times.items():
    ours, theirs = map(statistics.median, sides)
    slower = slower or ours > theirs
    print(f"{name[2:]:30} {ours:5.2f} ms {theirs:5.2f} ms  {ours / theirs:.2f}")
sys.exit(slower)
END
