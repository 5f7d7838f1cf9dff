#!/usr/bin/env python3
"""Writes Sources/Canvas/Text/WidthTable.swift from the tables of the Python package `wcwidth` (pip install wcwidth).

One named Unicode version, so that the layout never depends on the machine's C library."""
import pathlib

from wcwidth import list_versions
from wcwidth.table_wide import WIDE_EASTASIAN
from wcwidth.table_zero import ZERO_WIDTH


def newest(tables):
    version = max(tables, key=lambda name: tuple(int(part) for part in name.split(".")))
    return version, tables[version]


def swift(name, doc, ranges):
    rows = [f"        0x{low:04X}, 0x{high:04X}," for low, high in ranges]
    return f"    /// {doc}\n    static let {name}: [UInt32] = [\n" + "\n".join(rows) + "\n    ]\n"


version, wide = newest(WIDE_EASTASIAN)
_, zero = newest(ZERO_WIDTH)
assert version == list_versions()[-1]
text = (
    f"// Made by Scripts/make-width-table.py from Unicode {version}. Do not edit.\n\n"
    "// swift-format-ignore-file\n"
    "/// Which scalars take no column and which take two; first and last of each range in turn, increasing.\n"
    "enum WidthTable {\n"
    + swift("zero", "Combining marks, joiners, controls of format.", zero)
    + "\n"
    + swift("wide", "East Asian wide and full-width, and emoji shown as pictures.", wide)
    + "}\n"
)
target = pathlib.Path(__file__).parent.parent / "Sources/Canvas/Text/WidthTable.swift"
target.write_text(text, encoding="utf-8")
print(f"{target}: Unicode {version}, {len(zero)} + {len(wide)} ranges")
