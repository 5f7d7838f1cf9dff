#!/bin/sh
# Creates a tarball, a Debian package, a list of the included software (SPDX) and checksums from the release build.
# usage: make-package.sh FOLDER
# The same commit and compiler result in the same bytes: files have the time of the last commit, or SOURCE_DATE_EPOCH, and
# the hashes that the compiler stores for incremental builds, and the build id computed from them, are removed.
set -eu
cd "$(dirname "$0")/.."

folder=$1
version=$(.build/release/launchtop --version)
architecture=$(dpkg --print-architecture)
name=launchtop_${version}_$architecture
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct)}"
export SOURCE_DATE_EPOCH
umask 022
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
documents=$root/usr/share/doc/launchtop
mkdir -p "$folder"

# The files of the package.
make -s install-files DESTDIR="$root" PREFIX=/usr
rm "$root/usr/share/launchtop/installed.txt"
strip --strip-unneeded -R .swift_modhash -R .note.gnu.build-id "$root/usr/bin/launchtop"
mv "$root/usr/share/zsh/site-functions" "$root/usr/share/zsh/vendor-completions"
gzip -9n "$root"/usr/share/man/man1/*.1
install -d "$documents/docs/formats" "$documents/licenses" "$root/lib/systemd/system"
install -m 644 README.md ARCHITECTURE.md "$documents"
install -m 644 docs/*.md docs/*.yml "$documents/docs"
install -m 644 docs/formats/*.md "$documents/docs/formats"
gzip -9n <CHANGELOG.md >"$documents/changelog.gz"
install -m 644 Scripts/launchtop-record.service "$root/lib/systemd/system"
{
    echo "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/"
    echo "Upstream-Name: launchtop"
    echo
    echo "Files: *"
    echo "Copyright: 2026 The launchtop authors"
    echo "License: MIT"
    sed -e '1,4d' -e 's/^$/./' -e 's/^/ /' LICENSE
} >"$documents/copyright"

# The software that is linked into the binary: name, version and license.
pinned() { sed -n "/\"identity\" : \"$1\"/,/\"version\"/s/.*\"version\" : \"\(.*\)\"/\1/p" Package.resolved; }
swift=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p')
runtime=$(dirname "$(dirname "$(command -v swift)")")/share/swift/LICENSE.txt
install -m 644 "$runtime" "$documents/licenses/swift.txt"
for package in swift-argument-parser GRDB.swift TOMLKit; do
    install -m 644 .build/checkouts/$package/LICENSE* "$documents/licenses/$package.txt"
done
linked="swift-argument-parser $(pinned swift-argument-parser) Apache-2.0
GRDB.swift $(pinned grdb.swift) MIT
TOMLKit $(pinned tomlkit) MIT
tomlplusplus 3.4.0 MIT
swift-runtime $swift Apache-2.0"

# The libraries that the package needs.
mkdir "$work/debian"
printf 'Source: launchtop\n\nPackage: launchtop\nArchitecture: any\n' >"$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps -O root/usr/bin/launchtop 2>/dev/null | sed 's/^shlibs:Depends=//')
# launchtop loads these when they are first used, so the binary doesn't name them.
depends="$depends, libarchive13, libcurl4"

find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
tar --sort=name --owner=0 --group=0 --numeric-owner -C "$root" -cf - . | gzip -9n >"$folder/$name.tar.gz"

install -d "$root/DEBIAN"
cat >"$root/DEBIAN/control" <<CONTROL
Package: launchtop
Version: $version
Architecture: $architecture
Maintainer: The launchtop authors <launchtop@localhost>
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Depends: $depends
Section: utils
Priority: optional
Description: follow an app's launch in the terminal
 launchtop shows where an app ranks in each country, how fast its ranks change,
 how many downloads it has, and how it compares with well-known launches, live
 or as of an earlier time.
CONTROL
dpkg-deb --root-owner-group --build "$root" "$folder/$name.deb" >/dev/null

# The list of the included software (SPDX 2.3).
{
    printf '{"spdxVersion":"SPDX-2.3","dataLicense":"CC0-1.0","SPDXID":"SPDXRef-DOCUMENT","name":"%s",\n' "$name"
    printf ' "documentNamespace":"urn:launchtop:%s",\n' "$name"
    printf ' "creationInfo":{"created":"%s","creators":["Tool: make-package.sh"]},\n' \
        "$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)"
    printf ' "packages":[\n'
    printf '  {"name":"launchtop","SPDXID":"SPDXRef-launchtop","versionInfo":"%s","licenseDeclared":"MIT",' "$version"
    printf '"downloadLocation":"NOASSERTION"}'
    echo "$linked" | while read -r package number license; do
        printf ',\n  {"name":"%s","SPDXID":"SPDXRef-%s","versionInfo":"%s","licenseDeclared":"%s",' \
            "$package" "$package" "$number" "$license"
        printf '"downloadLocation":"NOASSERTION"}'
    done
    printf '],\n "relationships":[\n'
    printf '  {"spdxElementId":"SPDXRef-DOCUMENT","relationshipType":"DESCRIBES",'
    printf '"relatedSpdxElement":"SPDXRef-launchtop"}'
    echo "$linked" | while read -r package _; do
        printf ',\n  {"spdxElementId":"SPDXRef-launchtop","relationshipType":"STATIC_LINK",'
        printf '"relatedSpdxElement":"SPDXRef-%s"}' "$package"
    done
    printf ']}\n'
} >"$folder/$name.spdx.json"

(cd "$folder" && sha256sum "$name.tar.gz" "$name.deb" "$name.spdx.json" >"$name.sha256")
ls -l "$folder"
