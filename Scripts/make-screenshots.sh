#!/bin/sh
# Makes the pictures in screenshots/: the program in a real xterm on a screen of its own (Xvfb), with keys pressed.
# The market in them is invented (launchtop simulate); the launches are the bundled ones.
set -eu
cd "$(dirname "$0")/.."
program=$PWD/.build/release/launchtop
market=$(mktemp -d)
display=:$((80 + $$ % 19))
Xvfb "$display" -screen 0 2200x1500x24 >/dev/null 2>&1 &
server=$!
terminal=
finish() {
    [ -z "$terminal" ] || kill "$terminal" 2>/dev/null || true
    kill "$server" 2>/dev/null || true
    rm -rf "$market"
}
trap finish EXIT
trap 'exit 1' INT TERM
export DISPLAY="$display" LC_ALL=C.UTF-8
mkdir -p screenshots
sleep 1

# picture NAME COLUMNSxROWS "KEYS" ARGUMENTS...
picture() {
    name=$1 geometry=$2 keys=$3
    shift 3
    xterm -u8 -tn xterm-256color -fa "DejaVu Sans Mono" -fs 11 -bg "#111418" -fg "#d8dee9" -b 8 +sb \
        -geometry "$geometry+0+0" -e "$program" "$@" &
    terminal=$!
    sleep 2
    # Without a window manager keys go to the window under the pointer.
    xdotool mousemove 200 200
    for key in $keys; do
        xdotool key "$key"
        sleep 0.2
    done
    sleep 1
    import -window root -silent png:- | convert png:- -trim +repage -bordercolor "#111418" -border 8 \
        "screenshots/$name.png"
    kill "$terminal" 2>/dev/null || true
    wait "$terminal" 2>/dev/null || true
    terminal=
    echo "screenshots/$name.png"
}

"$program" simulate "$market" --storefronts 5 --hours 240 >/dev/null
picture sora-replay 120x40 "" replay sora --at 2025-10-06
picture sora-wide 180x50 "" replay sora --at 2025-10-06
picture charts 140x40 "j j j j" replay "$market" --at 2026-03-07T12:00:00Z
picture launches 110x30 "j"
