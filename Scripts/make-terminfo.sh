#!/usr/bin/env bash
# Compiles Scripts/launchtop.terminfo into Sources/CNcurses/terminfo.h, in the form that ncurses accepts in $TERMINFO.
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
tic -x -o "$folder" Scripts/launchtop.terminfo
header=Sources/CNcurses/terminfo.h
{
  echo "// Made by Scripts/make-terminfo.sh from Scripts/launchtop.terminfo. Do not edit."
  echo "#ifndef TERMINFO_H"
  echo "#define TERMINFO_H"
  for name in launchtop launchtop-direct; do
    echo "static const char terminfo_${name//-/_}[] ="
    printf '    "hex:"\n'
    infocmp -x -Q1 -A "$folder" "$name" | grep -v '^#' | sed 's/^hex://' | tr -d ' \n\\,' | fold -w 100 |
      sed 's/.*/    "&"/'
    printf ';\n'
  done
  echo "#endif"
} >"$header"
