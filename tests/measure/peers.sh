#!/bin/bash
# Beside the other tools, in one run: peers.sh BINARY
#
# BINARY is the command line as it is shipped (tests/package/build.sh). It installs nothing: a peer that is not there is
# named with the command that brings it, and left out. Peers are looked for in PATH; JWT, JWTUI and PYTHON name others:
#
#   jwt      jwt-cli       cargo install --locked jwt-cli
#   jwtui    jwt-ui        cargo install --locked jwt-ui
#   PYTHON   PyJWT         python3 -m venv venv && venv/bin/pip install pyjwt cryptography
#   step     step CLI      smallstep.com/docs/step-cli/installation
#   openssl  openssl speed
#
# Like is compared with like: all get the same token, check it with the same public key, sign the same claims with the
# same P-256 key. jwt-cli gets the end of a new token in two ways: as five minutes from now, which is what `mint` does,
# and as a moment that is worked out beforehand, which is much faster in jwt-cli.
#
# Prints two tables of medians and ratios, whole processes and ES256 in one process (benches/peers). Exit code 1 when
# jwt-cli is faster than BINARY at anything. Needs hyperfine and python3. What else the machine does falls on all sides,
# because rounds go in turns; for figures to keep it should do nothing else.
#
# Debian packages: hyperfine
set -eu -o pipefail
HERE=$(dirname "$(readlink -f "$0")")
BINARY=$(readlink -f "$1")
KEYS=$HERE/../fixtures/keys/good
TARGET=$(readlink -m "${CARGO_TARGET_DIR:-$HERE/../../target}")
ROUNDS=${ROUNDS:-6}
RUNS=${RUNS:-60}
PYTHON=${PYTHON:-python3}
FOLDER=$(mktemp -d)
trap 'rm -rf "$FOLDER"' EXIT

missing() {
    echo "left out: $1 ($2)" >&2
}
need() {
    command -v "$1" >/dev/null || { echo "$1 is missing: $2" >&2 && exit 2; }
}
need hyperfine "apt-get install hyperfine"
need python3 "apt-get install python3"

# Programs as they are when installed: a linker writes a file's pages out of order, and the system then takes some 13
# faults more to bring them in, a twelfth of the time.
installed() {
    local path
    path=$(command -v "$1") || return 1
    cp "$path" "$FOLDER/$2"
    echo "$FOLDER/$2"
}
BINARY=$(installed "$BINARY" token-debugger)
JWT=$(installed "${JWT:-jwt}" jwt) || missing jwt-cli "cargo install --locked jwt-cli"
JWTUI=$(installed "${JWTUI:-jwtui}" jwtui) || missing jwt-ui "cargo install --locked jwt-ui"
STEP=$(command -v step) || missing "step CLI" "smallstep.com/docs/step-cli/installation"
"$PYTHON" -c 'import jwt, cryptography' 2>/dev/null || {
    missing PyJWT "pip install pyjwt cryptography, and PYTHON=…"
    PYTHON=
}

# A key as its owner should keep it: of one that others may read, `mint` would say so.
install -m 600 "$KEYS/pkcs8.pem" "$FOLDER/private.pem"
cp "$KEYS/public.pem" "$FOLDER/public.pem"
cd "$FOLDER"
scope=video.services.assets:read
claims="{\"scp\":[\"$scope\"]}"
mint=("$BINARY" mint --key private.pem --kid k1 --sub o1 --scope "$scope")
encode=("$JWT" encode --alg ES256 --secret @private.pem --kid k1 --sub o1 "$claims")
"${mint[@]}" >token
token=$(cat token)
moment=$(($(date +%s) + 300))

cat >decode.py <<END
import jwt, sys
jwt.decode(open("token").read().strip(), options={"verify_signature": False})
END
cat >verify.py <<END
import jwt, sys
jwt.decode(open("token").read().strip(), open("public.pem").read(), algorithms=["ES256"])
END
cat >mint.py <<END
import jwt, time
now = int(time.time())
claims = {"iat": now, "exp": now + 300, "sub": "o1", "scp": ["$scope"]}
print(jwt.encode(claims, open("private.pem").read(), algorithm="ES256", headers={"kid": "k1"}))
END

# Each side of a comparison must do what is measured. Not grep -q: jwt-ui panics when its reader goes away early.
"$BINARY" read "$token" --key public.pem | grep 'signature verified' >/dev/null
if [ -n "$JWT" ]; then
    "$JWT" decode "$token" --alg ES256 --secret @public.pem >/dev/null
    "${encode[@]}" --exp=+300s | "$BINARY" read --key public.pem --json | grep '"exp":.*"verified"' >/dev/null
fi
if [ -n "$JWTUI" ]; then
    "$JWTUI" -s -S @public.pem "$token" | grep "$scope" >/dev/null
fi
if [ -n "$PYTHON" ]; then
    "$PYTHON" mint.py | "$BINARY" read --key public.pem --json | grep '"verified"' >/dev/null
fi

# compare TASK [NAME COMMAND]…: rounds in turns.
compare() {
    local task=$1 round arguments=()
    shift
    while [ $# -gt 0 ]; do
        [ -z "$1" ] || arguments+=(--command-name "$1" "$2")
        shift 2
    done
    for round in $(seq "$ROUNDS"); do
        hyperfine --shell=none --warmup 5 --runs "$RUNS" --style none \
            --export-json "$task.$round.json" "${arguments[@]}" >/dev/null 2>&1
    done
}
# step takes a token from standard input alone; the shell for that is not a twentieth of its time.
quote() {
    printf '%q ' "$@"
}
compare "1 decode" \
    "read" "$(quote "$BINARY" read "$token")" \
    "${JWT:+jwt-cli}" "$(quote "$JWT" decode "$token")" \
    "${JWTUI:+jwt-ui}" "$(quote "$JWTUI" -s -n "$token")" \
    "${PYTHON:+PyJWT}" "$(quote "$PYTHON" decode.py)" \
    "${STEP:+step}" "$(quote sh -c "exec '$STEP' crypto jwt inspect --insecure <token")"
compare "2 verify" \
    "read --key" "$(quote "$BINARY" read "$token" --key public.pem)" \
    "${JWT:+jwt-cli}" "$(quote "$JWT" decode "$token" --alg ES256 --secret @public.pem)" \
    "${JWTUI:+jwt-ui}" "$(quote "$JWTUI" -s -S @public.pem "$token")" \
    "${PYTHON:+PyJWT}" "$(quote "$PYTHON" verify.py)" \
    "${STEP:+step}" "$(quote sh -c "exec '$STEP' crypto jwt verify --key public.pem --alg ES256 --subtle <token")"
compare "3 mint" \
    "mint" "$(quote "${mint[@]}")" \
    "${JWT:+jwt-cli, for 5 minutes}" "$(quote "${encode[@]}" --exp=+300s)" \
    "${JWT:+jwt-cli, up to a moment}" "$(quote "${encode[@]}" "--exp=$moment")" \
    "${PYTHON:+PyJWT}" "$(quote "$PYTHON" mint.py)" \
    "${STEP:+step}" "$(quote "$STEP" crypto jwt sign --key private.pem --alg ES256 --kid k1 --sub o1 --exp "$moment" \
        --subtle)"

# ES256 in one process: how long the libraries take, and what is said of a token beside the bare verification.
export CARGO_TARGET_DIR=$TARGET CRITERION_HOME=$FOLDER/criterion
cargo bench --quiet --locked --manifest-path "$HERE/../../benches/peers/Cargo.toml" >bench.txt 2>bench.log ||
    { tail -n 20 bench.log >&2 && exit 2; }
if command -v openssl >/dev/null; then
    openssl speed -seconds 2 ecdsap256 2>/dev/null | tail -n 1 >openssl.txt
else
    missing openssl "apt-get install openssl"
fi

python3 - "$FOLDER" <<'END'
import collections, datetime, json, os, pathlib, re, statistics, sys

folder = pathlib.Path(sys.argv[1])


def processor():
    found = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    return f"{found.group(1) if found else os.uname().machine}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"


def table(title, unit, rows):
    """Rows of a task each: names and medians, ours first."""
    print(f"\n| {title} | tool | {unit} | ours / theirs |\n| --- | --- | --- | --- |")
    for task, medians in rows:
        ours = next(iter(medians.values()))
        for place, (name, median) in enumerate(medians.items()):
            ratio = f"{ours / median:.2f}" if place else ""
            print(f"| {'' if place else task} | {name} | {median:.3g} | {ratio} |")


times = collections.defaultdict(lambda: collections.defaultdict(list))
for path in sorted(folder.glob("?*.*.json")):
    for result in json.loads(path.read_text())["results"]:
        times[path.name.split(".")[0]][result["command"]] += [seconds * 1e3 for seconds in result["times"]]
processes = [
    (task[2:], {name: statistics.median(runs) for name, runs in named.items()}) for task, named in times.items()
]
print(f"{datetime.date.today()}, {processor()}")
table("whole process", "ms, median", processes)



def in_process(group, first):
    medians = {}
    for path in sorted((folder / "criterion" / group).glob("*/new")):
        name = json.loads((path / "benchmark.json").read_text())["function_id"]
        medians[name] = json.loads((path / "estimates.json").read_text())["median"]["point_estimate"] / 1e3
    return {name: medians[name] for name in sorted(medians, key=lambda name: (name != first, medians[name]))}


verify, sign = in_process("verify", "token-debugger judge"), in_process("sign", "token-debugger")
distinct = in_process("verify distinct", "token-debugger judge")
speed = folder / "openssl.txt"
if speed.exists() and (found := re.search(r"([\d.]+)\s+([\d.]+)\s*$", speed.read_text())):
    sign["openssl speed"], verify["openssl speed"] = (1e6 / float(rate) for rate in found.groups())
table("in process", "µs, median", [("verify", verify), ("verify distinct tokens", distinct), ("sign", sign)])

ours_over_jwt_cli = [
    next(iter(medians.values())) / median
    for _, medians in processes for name, median in medians.items() if name.startswith("jwt-cli")
]
sys.exit(any(ratio > 1 for ratio in ours_over_jwt_cli))
END
