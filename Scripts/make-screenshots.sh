#!/bin/sh
# Generates the images in screenshots/ by running the program in kitty under Xvfb and pressing keys. Kitty draws boxes
# and braille itself, in 24-bit color. NAME.png has the dark theme, NAME-light.png the light theme.
# The market is simulated (launchtop simulate); the launches are the bundled ones.
# usage: make-screenshots.sh [NAME…]    (default: all images; "tour" is the animation)
set -eu
cd "$(dirname "$0")/.."
program=$PWD/.build/release/launchtop
names=" $* "
work=$(mktemp -d)
# The server picks a free display and prints its number.
Xvfb -displayfd 3 -screen 0 3200x2000x24 +extension GLX 3>"$work/display" >/dev/null 2>&1 &
server=$!
terminal=
finish() {
    [ -z "$terminal" ] || kill "$terminal" 2>/dev/null || true
    kill "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM
for _ in 1 2 3 4 5 6 7 8 9 10; do
    [ -s "$work/display" ] && break
    sleep 1
done
[ -s "$work/display" ] || { echo "Xvfb didn't start" >&2; exit 1; }
DISPLAY=:$(cat "$work/display")
# The state and the config file of the user aren't used.
export DISPLAY LC_ALL=C.UTF-8 LIBGL_ALWAYS_SOFTWARE=1 HOME="$work"
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME
mkdir -p screenshots

wanted() { [ "$names" = "  " ] || [ "${names#* "$1" }" != "$names" ]; }

# in_kitty COLUMNSxROWS FONT-SIZE BACKGROUND FOREGROUND COMMAND...
in_kitty() {
    columns=${1%x*} rows=${1#*x} size=$2 background=$3 foreground=$4
    shift 4
    "${KITTY:-kitty}" --config NONE -o font_family="JetBrains Mono" -o font_size="$size" \
        -o initial_window_width="${columns}c" -o initial_window_height="${rows}c" -o remember_window_size=no \
        -o window_padding_width=10 -o cursor_shape=beam -o cursor_blink_interval=0 -o update_check_interval=0 \
        -o background="$background" -o foreground="$foreground" "$@" 2>"$work/kitty.log" &
    terminal=$!
}

close_kitty() {
    kill "$terminal" 2>/dev/null || true
    wait "$terminal" 2>/dev/null || true
    terminal=
}

# Writes the window to a file when it has stopped changing, or after 12 images, because live pages show countdowns.
capture() {
    rm -f "$work/before.png"
    images=0
    attempts=0
    while [ $images -lt 12 ]; do
        attempts=$((attempts + 1))
        [ $attempts -lt 150 ] || { echo "kitty doesn't draw: $(cat "$work/kitty.log")" >&2; exit 1; }
        sleep 0.4
        window=$(xdotool search --onlyvisible --class kitty | tail -1)
        [ -n "$window" ] || continue
        import -window "$window" -silent "$1" 2>/dev/null || continue
        # Nothing is drawn yet.
        [ "$(identify -format %k "$1")" -gt 9 ] || continue
        if [ -f "$work/before.png" ] &&
            [ "$(identify -format %# "$1")" = "$(identify -format %# "$work/before.png")" ]; then
            return
        fi
        cp "$1" "$work/before.png"
        images=$((images + 1))
    done
}

# press KEYS: names of keys, and words that are typed if they begin with "=". "_" in them is a space.
press() {
    for key in $1; do
        case $key in
        =*) xdotool type --delay 50 "$(echo "${key#=}" | tr _ ' ')" ;;
        *) xdotool key "$key" ;;
        esac
        sleep 0.2
    done
}

# picture NAME COLUMNSxROWS "KEYS" COMMAND...
picture() {
    name=$1 geometry=$2 keys=$3
    shift 3
    wanted "$name" || return 0
    for theme in dark light; do
        file=screenshots/$name.png background="#111418" foreground="#d8dee9"
        [ $theme = dark ] || file=screenshots/$name-light.png background="#ffffff" foreground="#24292f"
        export THEME=$theme
        rm -rf "$work/.local"
        in_kitty "$geometry" 20 "$background" "$foreground" "$@"
        capture "$work/picture.png"
        press "$keys"
        capture "$work/picture.png"
        close_kitty
        pngquant --force --strip --speed 1 --nofs 96 --output "$file" "$work/picture.png"
        echo "$file"
    done
}

# launchtop [ARGUMENT…]: the program with the theme of the picture.
cat >"$work/launchtop" <<SCRIPT
#!/bin/sh
exec "$program" "\$@" --theme "\$THEME" --data "$PWD/Data"
SCRIPT
chmod +x "$work/launchtop"

"$program" simulate "$work/market" --storefronts 5 --hours 240 >/dev/null
# Made-up counts of an app in the market.
cat >"$work/market/downloads.csv" <<COUNTS
day,app,storefront,downloads,kind,source
2026-03-03,1559935726,us,18200,exact,simulation
2026-03-04,1559935726,us,57400,exact,simulation
2026-03-05,1559935726,us,96800,exact,simulation
COUNTS
printf '[watchlist]\napps = ["1559935726"]\n' >"$work/market.toml"
picture sora-replay 120x36 "" "$work/launchtop" replay sora --at 2025-10-06
picture my-launch 120x40 "1 =:launch_2026-03-03 Return Down Up" "$work/launchtop" replay "$work/market" --config "$work/market.toml" \
    --at 2026-03-05T23:59:59Z
picture charts 140x40 "j j j j" "$work/launchtop" replay "$work/market" --at 2026-03-07T12:00:00Z
picture app 120x40 "j j Return" "$work/launchtop" replay "$work/market" --at 2026-03-07T12:00:00Z
picture countries 120x40 "j j 4" "$work/launchtop" replay "$work/market" --at 2026-03-07T12:00:00Z
picture library 120x36 "j j" "$work/launchtop"
picture compare 120x36 "6 Down Up" "$work/launchtop" replay sora --at 2025-10-08
picture milestones 120x36 "7" "$work/launchtop"
# A folder, a file, and a server that isn't running.
cp "$work/market/us-top-free-2026-03-07T12.json" "$work/us.json"
picture sources 120x24 "8 Down Down" sh -c \
    "cd '$work' && exec ./launchtop watch market us.json http://localhost:9/charts.json --no-archive"

# The animation: the cast of the replay, then Compare, day by day.
animation() {
    frames=$work/frames
    mkdir "$frames"
    "$program" replay sora --data Data --cast "$work/sora.cast" --size 120x36 2>/dev/null
    in_kitty 120x36 "$1" "#111418" "#d8dee9" "$PWD/Scripts/capture-cast.py" "$work/sora.cast" "$frames"
    # Kitty doesn't always exit when the program in it ends.
    while [ ! -f "$frames/delays" ]; do
        kill -0 "$terminal" || exit 1
        sleep 1
    done
    close_kitty
    export THEME=dark
    in_kitty 120x36 "$1" "#111418" "#d8dee9" "$work/launchtop" replay sora --at 2025-09-30
    capture "$work/picture.png"
    press 6
    number=1000
    for day in 1 2 3 4 5 6 7; do
        press "t =day_$day Return"
        capture "$frames/$number.png"
        echo 40 >>"$frames/delays"
        number=$((number + 1))
    done
    close_kitty
    sed -i -e '1s/.*/100/' -e '$s/.*/350/' "$frames/delays"
    # One palette for all images, from those with the most colors.
    convert "$frames/0000.png" "$frames/0050.png" "$frames/1003.png" "$frames/1006.png" -append +dither -colors 64 -unique-colors "$work/palette.png"
    set --
    while read -r delay <&3; do
        set -- "$@" "$delay"
    done 3<"$frames/delays"
    for image in "$frames"/*.png; do
        convert -delay "$1" "$image" +dither -remap "$work/palette.png" "${image%.png}.gif"
        shift
    done
    gifsicle --optimize=3 --loopcount --no-warnings --merge "$frames"/*.gif --output screenshots/tour.gif
    echo screenshots/tour.gif
}
if wanted tour; then animation 18; fi
