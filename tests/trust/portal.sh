#!/bin/bash
# Proves that the window, which forbids to be looked at, still gets the desktop's file dialog: portal.sh FOLDER_OF_THE_PROGRAMS
#
# A portal that refuses processes which hide, as the real one does, serves the window; it refuses a control that hides.
# The last line is `N passed, M failed`. Run it as root, who becomes an unprivileged user.
#
# Debian packages: those of ../window/run.sh, and python3-dbus, util-linux.
set -eu
HERE=$(dirname "$(readlink -f "$0")")
FOLDER=$(mktemp -d)
trap 'rm -rf "$FOLDER"' EXIT
mkdir "$FOLDER/tests" "$FOLDER/home"
cp -r "$HERE" "$HERE/../window" "$FOLDER/tests"
cp "$1/token-debugger" "$1/token-debugger-window" "$FOLDER"
install -m 600 "$HERE/../fixtures/keys/good/live-ops.env" "$FOLDER/key.env"
chown -R 65534:65534 "$FOLDER"
setpriv --reuid=65534 --regid=65534 --clear-groups env -u XDG_RUNTIME_DIR "HOME=$FOLDER/home" PYTHONDONTWRITEBYTECODE=1 \
    bash -c '. "$0/tests/trust/session.sh"
        in_session /usr/bin/python3 "$0/tests/trust/portal_session.py" "$0/token-debugger" "$0/key.env"' "$FOLDER"
