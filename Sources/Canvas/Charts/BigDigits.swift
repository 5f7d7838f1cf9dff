/// A number in large digits.
public enum BigDigits {
    /// The height in rows, enough for five dots of half a row each.
    public static let height = 3

    /// Signs in front of a number. They're written as normal text, because large ones look like dirt.
    private static let signs: Set<Unicode.Scalar> = ["~", "=", "≥", "≤", ">", "“", "#"]

    /// Returns the signs in front of a number, and the number.
    private static func parts(of text: some StringProtocol) -> (signs: String, number: [Unicode.Scalar]) {
        let scalars = Array(text.unicodeScalars)
        let count = scalars.prefix { signs.contains($0) }.count
        return (String(String.UnicodeScalarView(scalars.prefix(count))), Array(scalars.dropFirst(count)))
    }

    /// Returns the width of `text` in columns.
    public static func width(of text: some StringProtocol) -> Int {
        let (signs, number) = parts(of: text)
        let dots = number.map { bitmap(of: $0).first?.count ?? 0 }
        return (signs.isEmpty ? 0 : displayWidth(signs) + 1) + dots.reduce(0, +) + max(0, dots.count - 1)
    }

    /// Draws digits and units, with signs in front of them as normal text. Falls back to normal text if there is no room, or
    /// no shape for a character.
    ///
    /// - Parameter usesBlocks: Whether to draw blocks; if `false`, normal text is written.
    /// - Returns: The width in columns.
    @discardableResult
    public static func draw(
        _ text: some StringProtocol,
        in region: Region,
        style: Style,
        usesBlocks: Bool = true,
        on frame: inout Frame
    ) -> Int {
        let (signs, number) = parts(of: text)
        let isDrawn = number.allSatisfy { drawn[$0] != nil }
        guard usesBlocks, isDrawn, !number.isEmpty, region.height >= height, width(of: text) <= region.width else {
            return frame.write(text, in: region.row(min(1, max(0, region.height - 1))), style: style.with(.bold))
        }
        let used = frame.write(signs, in: region.row(height / 2), style: style.with(.bold))
        var x = region.x + (used > 0 ? used + 1 : 0)
        for scalar in number {
            let bitmap = bitmap(of: scalar)
            let width = bitmap.first?.count ?? 0
            for row in 0..<height {
                for column in 0..<width {
                    let upper = bitmap[row * 2][column]
                    let lower = row * 2 + 1 < bitmap.count && bitmap[row * 2 + 1][column]
                    guard upper || lower else { continue }
                    let block: Unicode.Scalar = upper && lower ? "█" : upper ? "▀" : "▄"
                    frame.mark(block, x: x + column, y: region.y + row, style: style, clip: region)
                }
            }
            x += width + 1
        }
        return x - region.x - 1
    }

    private static func bitmap(of scalar: Unicode.Scalar) -> [[Bool]] { drawn[scalar] ?? [] }

    /// Returns five rows of dots from a picture whose rows are separated by spaces.
    private static func rows(_ picture: String) -> [[Bool]] {
        picture.split(separator: " ").map { row in row.map { $0 == "#" } }
    }

    private static let drawn: [Unicode.Scalar: [[Bool]]] = [
        "0": "### #.# #.# #.# ###", "1": ".#. ##. .#. .#. ###", "2": "### ..# ### #.. ###", "3": "### ..# .## ..# ###",
        "4": "#.# #.# ### ..# ..#", "5": "### #.. ### ..# ###", "6": "### #.. ### #.# ###", "7": "### ..# ..# ..# ..#",
        "8": "### #.# ### #.# ###", "9": "### #.# ### ..# ###", ",": ".. .. .. .# #.", ".": ". . . . #",
        ":": ". # . # .", "-": "... ... ### ... ...", "–": "... ... ### ... ...", "+": "... .#. ### .#. ...",
        "%": "##..# ##.#. ..#.. .#.## #..##", "/": "..# ..# .#. #.. #..",
        "·": ". . # . .", " ": ".. .. .. .. ..",
        "k": "#.. #.# ##. #.# #.#", "M": "#...# ##.## #.#.# #...# #...#", "G": "#### #... #.## #..# ####",
        "D": "##. #.# #.# #.# ##.",
    ].mapValues(rows)
}
