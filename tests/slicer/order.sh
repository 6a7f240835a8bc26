#!/bin/sh
# A save flushes the new file, then renames it over the old one, then flushes the folder: seen in its system calls.
# order.sh BINARY
. "$(dirname "$0")/common.sh"

# Whether a trace has the calls in the right order.
is_in_order() {
    awk -v config="$config" '
        /^openat/ && /O_EXCL/ && /\.uplynk\.conf\.token-debugger-/ && /0600/ { created = NR }
        /^fsync/ && /\.uplynk\.conf\.token-debugger-/ && / = 0$/ { flushed = NR }
        /^rename/ && index($0, "\"" config "\"") && / = 0$/ { renamed = NR }
        /^fsync/ && index($0, "/etc>)") && / = 0$/ { folder = NR }
        END { exit !(created && created < flushed && flushed < renamed && renamed < folder) }
    ' "$1"
}

# trace FILE OPTION…: a save, with its calls in a file.
trace() {
    log=$1
    shift
    strace -y -qq -o "$log" -e trace=openat,write,fsync,rename,renameat,renameat2 \
        "$binary" slicer --key "$key" --config "$config" --write "$@" >"$folder/out"
}

fresh_config
trace "$folder/plain"
check "a save is in order" is_in_order "$folder/plain"
check "the new config is there" is_new
check "nothing is beside it" is_alone

fresh_config
trace "$folder/backed" --backup
check "a save with a backup is in order" is_in_order "$folder/backed"
first_flush=$(grep -n '^fsync.*/etc>)' "$folder/backed" | head -1 | cut -d: -f1)
last_rename=$(grep -n '^rename' "$folder/backed" | tail -1 | cut -d: -f1)
check "the backup is flushed before the original goes" [ "$first_flush" -lt "$last_rename" ]

fresh_config
"$binary" slicer --key "$key" --config "$config" --json >"$folder/out"
check "without --write nothing is written" is_old
check "without --write nothing is beside it" is_alone

# Controls: the check sees what is out of order or missing.
sed -n '/^fsync/!p' "$folder/plain" >"$folder/unflushed"
check "control: no flush" not is_in_order "$folder/unflushed"
{ grep '^rename' "$folder/plain"; grep -v '^rename' "$folder/plain"; } >"$folder/early"
check "control: renamed too early" not is_in_order "$folder/early"
grep -v '^fsync.*/etc>)' "$folder/plain" >"$folder/folder"
check "control: folder not flushed" not is_in_order "$folder/folder"
finish
