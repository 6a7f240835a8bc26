#!/bin/sh
# Every system call of a save that fails leaves the original intact, with a message and exit code 2; a save that is
# killed at any system call leaves the old config or the new one.
# faults.sh BINARY
. "$(dirname "$0")/common.sh"

# save STRACE_INJECTION OPTION…: the exit code goes to $code. With --json the first write is that of the new file.
save() {
    injection=$1
    shift
    code=0
    strace -f -qq -o "$folder/trace" -e trace="${injection%%:*}" -e inject="$injection" \
        "$binary" slicer --key "$key" --config "$config" --write --json "$@" >"$folder/out" 2>"$folder/err" || code=$?
}

# refused NAME INJECTION MESSAGE OPTION…
refused() {
    fault=$1 message=$3
    injection=$2
    shift 3
    fresh_config
    save "$injection" "$@"
    check "$fault: exit code 2" [ "$code" = 2 ]
    check "$fault: the original is intact" is_old
    check "$fault: nothing is beside it" is_alone
    check "$fault: nothing on standard output" [ ! -s "$folder/out" ]
    check "$fault: the message says it" grep -q "$message" "$folder/err"
    check "$fault: there is advice" grep -q '^Nothing was changed' "$folder/err"
}

fresh_config
save "getpid:error=EIO"
check "control: a save without a fault is done" [ "$code" = 0 ]
check "control: it is the new config" is_new

refused "EIO on fsync" "fsync:error=EIO" "can't be flushed to the disk: Input/output error"
refused "EIO on fsync of the backup" "fsync:error=EIO:when=2" "can't be flushed" --backup
refused "EIO on fsync of the folder with the backup" "fsync:error=EIO:when=3" "The backup can't be made" --backup
refused "ENOSPC on write" "write:error=ENOSPC:when=1" "can't be written: the disk is full"
refused "EDQUOT on write" "write:error=EDQUOT:when=1" "the disk is full"
refused "EIO on write" "write:error=EIO:when=1" "can't be written: Input/output error"
refused "ENOSPC on write of the backup" "write:error=ENOSPC:when=2" "the disk is full" --backup
refused "EACCES on rename" "rename,renameat:error=EACCES" "The folder may not be written"
refused "EIO on rename" "rename,renameat:error=EIO" "can't be put in the place of the old one"
refused "EROFS on rename" "rename,renameat:error=EROFS" "The file system is read-only"
refused "EIO on rename after the backup" "rename,renameat:error=EIO" "can't be put in the place" --backup
refused "EEXIST on the backup's name" "renameat2,link,linkat:error=EEXIST" "There is a file" --backup
refused "EPERM on fchmod" "fchmod:error=EPERM" "permissions of the file can't be kept"

fresh_config
save "fsync:error=EIO:when=2"
check "EIO on the last fsync: exit code 2" [ "$code" = 2 ]
check "EIO on the last fsync: the new config is whole" is_new
check "EIO on the last fsync: said" grep -q "the disk did not confirm it" "$folder/err"
check "EIO on the last fsync: nothing is beside it" is_alone

fresh_config
save "flock:error=ENOLCK"
check "a file system without locks is no reason to refuse" is_new

fresh_config
save "fsync:error=EINVAL:when=2"
check "a file system that can't flush folders is no reason to refuse" [ "$code" = 0 ]

if [ "$(id -u)" = 0 ]; then
    fresh_config
    chown 1234:1234 "$config"
    save "fchown:error=EPERM"
    check "EPERM on fchown: exit code 2" [ "$code" = 2 ]
    check "EPERM on fchown: the original is intact" is_old
    check "EPERM on fchown: sudo is offered" grep -q "| sudo '" "$folder/err"
    check "EPERM on fchown: nothing is beside it" is_alone
else
    echo "not run: only root gives a file to another user"
fi

fresh_config
if python3 -c "import os, sys; os.setxattr(sys.argv[1], 'user.note', b'kept')" "$config" 2>/dev/null; then
    save "fsetxattr:error=EPERM"
    check "EPERM on fsetxattr: exit code 2" [ "$code" = 2 ]
    check "EPERM on fsetxattr: the original is intact" is_old
    check "EPERM on fsetxattr: said" grep -q "attribute user.note" "$folder/err"
else
    echo "not run: no extended attributes on this file system"
fi

# Killed at every call that touches files, from the first to the last.
points=0
for call in openat read write statx newfstatat fstat flistxattr fchmod flock fsync lseek rename renameat renameat2 \
    unlink getdents64 close; do
    number=1
    while :; do
        fresh_config
        # The shell's own word on the killed process is not wanted.
        { save "$call:signal=KILL:when=$number" --backup; } 2>/dev/null
        [ "$code" = 137 ] || break
        points=$((points + 1))
        is_whole || check "killed at $call $number: old or new" false
        save "getpid:error=EIO"
        [ -z "$(find "$folder/etc" -name '.*.tmp')" ] || check "killed at $call $number: cleared up" false
        is_new || check "killed at $call $number: the next save" false
        number=$((number + 1))
    done
done
echo "killed at $points points"
check "control: there were points to kill at" [ "$points" -ge 40 ]
finish
