#!/bin/bash
# Makes every picture of the icon anew: ../icon.svg is the drawing, small.svg the one for 16 to 24 pixels.
#
# Debian packages: librsvg2-bin optipng icnsutils icoutils
set -eu
cd "$(dirname "$(readlink -f "$0")")"

render() {
    mkdir -p "$(dirname "$3")"
    rsvg-convert --width "$2" --height "$2" "$1" --output "$3"
    optipng -quiet -strip all "$3"
}

for size in 16 22 24 32 48 64 128 256; do
    drawing=../icon.svg
    [ "$size" -gt 24 ] || drawing=small.svg
    render "$drawing" "$size" "hicolor/${size}x$size/apps/alt.tokendebugger.app.png"
done

png() {
    echo "hicolor/${1}x$1/apps/alt.tokendebugger.app.png"
}
png2icns ../macos/token-debugger.icns "$(png 16)" "$(png 32)" "$(png 48)" "$(png 128)" "$(png 256)" >/dev/null
icotool --create --output=../windows/token-debugger.ico "$(png 16)" "$(png 24)" "$(png 32)" "$(png 48)" \
    --raw="$(png 256)"
