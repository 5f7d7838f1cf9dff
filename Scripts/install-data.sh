#!/bin/sh
# Installs the bundled launches, mappings and demand anchors, or removes them.
# usage: install-data.sh install|uninstall FOLDER
# With PREFIX=$HOME/.local, the user's own files are in the same folders. FOLDER/installed.txt lists the checksums of the
# installed files. A file that isn't listed, or has been changed since, is the user's and is kept.
set -eu
action=$1 folder=$2
case $folder in /*) ;; *) folder=$PWD/$folder ;; esac
cd "$(dirname "$0")/../Data"
list=$folder/installed.txt
kept=

checksum() { cksum <"$1" | tr ' ' -; }

# Whether the file in the folder is the one that was installed.
is_installed() { [ -f "$list" ] && grep -qxF "$(checksum "$folder/$1") $1" "$list"; }

keep() {
    echo "kept $folder/$1, which wasn't installed by launchtop or has been changed" >&2
    kept=yes
}

# Removes files that were installed earlier and aren't bundled, or all.
remove() {
    [ -f "$list" ] || return 0
    while read -r _ name; do
        [ -f "$folder/$name" ] || continue
        if [ "$action" = install ] && [ -f "$name" ]; then continue; fi
        if is_installed "$name"; then rm -f "$folder/$name"; else keep "$name"; fi
    done <"$list"
}

remove
if [ "$action" = uninstall ]; then
    rm -f "$list"
    rmdir "$folder"/* "$folder" 2>/dev/null || true
    exit 0
fi
new=$(mktemp)
trap 'rm -f "$new"' EXIT
for name in */*.toml; do
    install -d "$folder/$(dirname "$name")"
    if [ -f "$folder/$name" ] && ! is_installed "$name" && ! cmp -s "$name" "$folder/$name"; then
        keep "$name"
        continue
    fi
    install -m 644 "$name" "$folder/$name"
    echo "$(checksum "$name") $name" >>"$new"
done
install -m 644 "$new" "$list"
[ -z "$kept" ] || echo "to get launchtop's version of a kept file, remove it and install again" >&2
