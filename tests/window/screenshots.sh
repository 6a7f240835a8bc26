#!/bin/bash
# Makes the README's pictures from the real window on a virtual screen: screenshots.sh BINARY FOLDER
#
# Debian packages: xvfb openbox xdotool xclip imagemagick x11-utils
set -eu
HERE=$(dirname "$(readlink -f "$0")")
BINARY=$(readlink -f "$1")
FOLDER=$(readlink -f "$2")
KEYS=$HERE/../fixtures/keys/good
. "$HERE/screen.sh"

XDG_CONFIG_HOME=$(mktemp -d)
export XDG_CONFIG_HOME TZ=Europe/Berlin
SCREEN_SIZE=1400x900 start_screen
WORK=$(mktemp -d)
trap 'stop_screen; rm -rf "$XDG_CONFIG_HOME" "$WORK"' EXIT
cp "$KEYS/live-ops.env" "$WORK/live-ops.env"

# A window of 1180 × 760 with a theme and a pane, once it has painted.
open_window() {
    mkdir -p "$XDG_CONFIG_HOME/token-debugger"
    printf '{"theme": "%s", "pane": "%s"}\n' "$1" "$2" >"$XDG_CONFIG_HOME/token-debugger/settings.json"
    "$BINARY" "$WORK/live-ops.env" & PROGRAM=$!
    WINDOW=$(wait_for_window "Token Debugger")
    xdotool windowfocus --sync "$WINDOW"
    sleep 2
}

press() {
    xdotool key --window "$WINDOW" --clearmodifiers "$@"
    sleep 0.7
}

take() {
    xdotool mousemove 1390 890
    sleep 9 # until the notice has left
    import -window "$WINDOW" "$FOLDER/$1.png"
    kill "$PROGRAM"
    wait "$PROGRAM" 2>/dev/null || true
    echo "$FOLDER/$1.png"
}

# A refused header: expired, and with a scope that the key does not grant.
token=$("$BINARY" mint --key "$WORK/live-ops.env" --at "$(($(date +%s) - 492))" \
    --scope video.services.assets:read --scope video.services.ingest.failover-groups:write 2>/dev/null) || true
printf "curl -H 'X-Auth-Uplynk-Jwt: %s' https://services.uplynk.com/api/v4/failover-groups" "$token" |
    xclip -selection clipboard -i
open_window dark read
press ctrl+v
take read-dark

open_window light create
take create-light

printf '%s\n' 'description: Live Capture' 'username: joe@example.com' 'apikey: abcDEFghiJKLmnoPQRtuvWXYz123ABCdefGHIJKL   # ops' \
    'slicerID: slicer1234' 'failover_id: 1232b8646dea4cd0a48f5e0ffaa4f8c7' 'enable_remote_config: 1' >"$WORK/uplynk.conf"
chmod 640 "$WORK/uplynk.conf"
open_window dark slicer
press ctrl+p
xdotool type --window "$WINDOW" 'Prepare for Slicer'
press Return
press ctrl+shift+o
xdotool type --window "$WINDOW" "$WORK/uplynk.conf"
press Return
take slicer-dark

open_window light request
take request-light
