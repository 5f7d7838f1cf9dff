#!/bin/sh
# Installs missing system packages for building and testing launchtop.
# usage: install-dependencies.sh [tests|screenshots]
set -eu

say_missing() {
    echo "missing: $1; $2" >&2
    exit 1
}

has_header() {
    compiler=$(command -v cc || command -v clang) || return 1
    echo "#include <$1>" | "$compiler" -E -x "${2:-c}" - >/dev/null 2>&1
}

install_with_apt() {
    # shellcheck disable=SC2086
    set -- $1
    root=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 || say_missing "$*" "as root, run: apt-get install $*"
        root=sudo
    fi
    $root apt-get update -qq || true
    DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
        say_missing "$*" "run: apt-get install $*"
}

missing=
if [ "$(uname)" = Darwin ]; then
    # The macOS command line tools include ncurses, libcurl, SQLite, zlib and expat, and libarchive without headers.
    has_header curses.h || say_missing ncurses "run: xcode-select --install"
    has_header simdjson.h c++ || say_missing simdjson "run: brew install simdjson"
    has_header archive.h || say_missing libarchive "run: brew install libarchive, and pass its folders to the compiler"
    exit 0
fi
has_header ncursesw/curses.h || has_header curses.h || missing="libncursesw5-dev"
has_header sqlite3.h || missing="$missing libsqlite3-dev"
has_header curl/curl.h || missing="$missing libcurl4-openssl-dev"
has_header simdjson.h c++ || missing="$missing libsimdjson-dev"
has_header archive.h || missing="$missing libarchive-dev"
has_header zlib.h || missing="$missing zlib1g-dev"
has_header expat.h || missing="$missing libexpat1-dev"
if [ "${1:-}" = tests ]; then
    command -v git >/dev/null 2>&1 || missing="$missing git"
    command -v openssl >/dev/null 2>&1 || missing="$missing openssl"
    command -v tmux >/dev/null 2>&1 || missing="$missing tmux"
    # ClickHouse isn't in every distribution; without it, its tests are skipped.
    if [ ! -x /usr/sbin/clickhouse-server ] && [ ! -x /usr/bin/clickhouse-server ] &&
        apt-cache show clickhouse-server >/dev/null 2>&1; then
        missing="$missing clickhouse-server"
    fi
    command -v rsvg-convert >/dev/null 2>&1 || missing="$missing librsvg2-bin"
fi
if [ "${1:-}" = screenshots ]; then
    [ -n "${KITTY:-}" ] || command -v kitty >/dev/null 2>&1 || missing="$missing kitty"
    for pair in Xvfb:xvfb xdotool:xdotool import:imagemagick pngquant:pngquant gifsicle:gifsicle python3:python3; do
        command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair##*:}"
    done
    # Kitty draws with OpenGL, under Xvfb in software.
    for package in libgl1-mesa-dri fonts-jetbrains-mono fonts-noto-cjk; do
        dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
    done
fi
[ -n "$missing" ] || exit 0
command -v apt-get >/dev/null 2>&1 ||
    say_missing "$missing" "install these packages with your system's package manager"
echo "installing:$missing" | tr -s ' '
install_with_apt "$missing"
case "$missing" in
*clickhouse-server*)
    # The tests start their own server; the package's service isn't needed.
    if [ "$(id -u)" -eq 0 ]; then root=; else root=sudo; fi
    ! command -v systemctl >/dev/null 2>&1 || $root systemctl disable --now clickhouse-server >/dev/null 2>&1 || true
    ;;
esac
