#!/usr/bin/env python3
"""Writes Sources/Canvas/Text/WidthTable.swift from the Python packages `wcwidth` and `unicodedata2` (pip install both).

The Unicode version is fixed, so that the layout doesn't depend on the machine's C library."""
import pathlib
import sys

import unicodedata2
from wcwidth import list_versions
from wcwidth.table_wide import WIDE_EASTASIAN
from wcwidth.table_zero import ZERO_WIDTH

version = list_versions()[-1]
assert unicodedata2.unidata_version == version, "both packages must use the same Unicode version"


def unassigned():
    """Unassigned and private-use code points: categories Cn and Co."""
    first = None
    for code in range(0x110001):
        is_open = code < 0x110000 and unicodedata2.category(chr(code)) in ("Cn", "Co")
        if is_open and first is None:
            first = code
        elif not is_open and first is not None:
            yield first, code - 1
            first = None


def swift(name, doc, ranges):
    numbers = [f"0x{number:04X}" for pair in ranges for number in pair]
    rows = ["        " + ", ".join(numbers[at : at + 12]) + "," for at in range(0, len(numbers), 12)]
    return f"    /// {doc}\n    static let {name}: [UInt32] = [\n" + "\n".join(rows) + "\n    ]\n"


text = (
    f"// Made by Scripts/make-width-table.py from Unicode {version}. Do not edit.\n\n"
    "// swift-format-ignore-file\n"
    "/// Ranges of scalars of width 0, of width 2, and without an assigned character. Each table contains\n"
    "/// the first and last scalar of each range, in ascending order.\n"
    "enum WidthTable {\n"
    + swift("zero", "Combining marks, joiners and format controls.", ZERO_WIDTH[version])
    + "\n"
    + swift("wide", "East Asian wide and full-width characters, and emoji.", WIDE_EASTASIAN[version])
    + "\n"
    + swift("unassigned", "Unassigned and private-use code points.", list(unassigned()))
    + "}\n"
)
target = pathlib.Path(__file__).parent.parent / "Sources/Canvas/Text/WidthTable.swift"
target.write_text(text, encoding="utf-8")
print(f"{target.name}: Unicode {version}", file=sys.stderr)
