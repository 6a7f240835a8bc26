#!/bin/sh
# Makes the font files of this folder from the full fonts: Latin, Greek, Cyrillic, punctuation, arrows and signs, without
# ligatures (a token must be read character by character). Debian packages fonts-inter and fonts-jetbrains-mono, and
# fonttools (`pip install fonttools`).
set -eu
cd "$(dirname "$0")"
inter=/usr/share/fonts/opentype/inter
mono=/usr/share/fonts/truetype/jetbrains-mono
ranges=U+0020-007E,U+00A0-02AF,U+02B0-036F,U+0370-03FF,U+0400-052F,U+1E00-1EFF,U+2000-206F,U+20A0-20BF,U+2100-214F,U+2190-21FF,U+2200-22FF,U+2300-23FF,U+25A0-25FF,U+FFFD
subset() { # source target features
    pyftsubset "$1" --output-file="$2" --unicodes="$ranges" --layout-features="$3" --name-IDs='*' --notdef-outline
}
subset "$inter/Inter-Regular.otf" Inter-Regular.otf kern,ccmp,mark,mkmk
subset "$inter/Inter-Medium.otf" Inter-Medium.otf kern,ccmp,mark,mkmk
subset "$inter/Inter-SemiBold.otf" Inter-SemiBold.otf kern,ccmp,mark,mkmk
subset "$mono/JetBrainsMono-Regular.ttf" JetBrainsMono-Regular.ttf ccmp,mark,mkmk
