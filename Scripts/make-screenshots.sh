#!/bin/sh
# Generates the images in screenshots/ by running the program in a real xterm under Xvfb and pressing keys.
# The market is simulated (launchtop simulate); the launches are the bundled ones.
set -eu
cd "$(dirname "$0")/.."
program=$PWD/.build/release/launchtop
market=$(mktemp -d)
number=$(mktemp)
# The server picks a free display and prints its number.
Xvfb -displayfd 3 -screen 0 2200x1500x24 3>"$number" >/dev/null 2>&1 &
server=$!
terminal=
finish() {
    [ -z "$terminal" ] || kill "$terminal" 2>/dev/null || true
    kill "$server" 2>/dev/null || true
    rm -rf "$market" "$market.toml" "$number"
}
trap finish EXIT
trap 'exit 1' INT TERM
for _ in 1 2 3 4 5 6 7 8 9 10; do
    [ -s "$number" ] && break
    sleep 1
done
[ -s "$number" ] || { echo "Xvfb didn't start" >&2; exit 1; }
DISPLAY=:$(cat "$number")
export DISPLAY LC_ALL=C.UTF-8
mkdir -p screenshots

bench=$PWD/.build/release/launchtop-bench

# picture NAME COLUMNSxROWS "KEYS" COMMAND...
picture() {
    name=$1 geometry=$2 keys=$3
    shift 3
    xterm -u8 -tn xterm-256color -fa "DejaVu Sans Mono" -fs 11 -bg "#111418" -fg "#d8dee9" -b 8 +sb \
        -geometry "$geometry+0+0" -e "$@" &
    terminal=$!
    sleep 2
    # Without a window manager, keys go to the window under the pointer.
    xdotool mousemove 200 200
    for key in $keys; do
        xdotool key "$key"
        sleep 0.2
    done
    sleep 1
    import -window root -silent png:- | convert png:- -trim +repage -bordercolor "#111418" -border 8 \
        -strip +dither -colors 256 "PNG8:screenshots/$name.png"
    kill "$terminal" 2>/dev/null || true
    wait "$terminal" 2>/dev/null || true
    terminal=
    echo "screenshots/$name.png"
}

"$program" simulate "$market" --storefronts 5 --hours 240 >/dev/null
printf '[watchlist]\napps = ["1559935726"]\n' >"$market.toml"
picture sora-replay 120x40 "" "$program" replay sora --at 2025-10-06
picture my-launch 120x40 "1" "$program" replay "$market" --config "$market.toml" --at 2026-03-05T12:00:00Z
picture charts 140x40 "j j j j" "$program" replay "$market" --at 2026-03-07T12:00:00Z
picture launches 120x36 "j" "$program"
picture compare 120x40 "6" "$program" replay sora --at 2025-10-06
picture countries 120x40 "j j 4" "$program" replay "$market" --at 2026-03-07T12:00:00Z
picture milestones 120x36 "7" "$program"
picture gallery 150x46 "" sh -c "'$bench' gallery --columns 150 --rows 46; printf '\\033[?25l'; sleep 9"
