/// Functions that draw a number in large digits.
public enum BigDigits {
    /// The height of large digits in rows. A digit is five dots high, and a row is two dots high.
    public static let height = 3

    /// The signs that may precede a number. They are written as normal text, because large signs are hard to recognize.
    private static let signs: Set<Unicode.Scalar> = ["~", "=", "≥", "≤", ">", "“", "#"]

    /// Splits text into the signs in front of a number and the number.
    private static func parts(of text: some StringProtocol) -> (signs: String, number: [Unicode.Scalar]) {
        let scalars = Array(text.unicodeScalars)
        let count = scalars.prefix { signs.contains($0) }.count
        return (String(String.UnicodeScalarView(scalars.prefix(count))), Array(scalars.dropFirst(count)))
    }

    /// Returns the width in columns of `text` in large digits.
    public static func width(of text: some StringProtocol) -> Int {
        let (signs, number) = parts(of: text)
        let dots = number.map { bitmap(of: $0).first?.count ?? 0 }
        return (signs.isEmpty ? 0 : displayWidth(signs) + 1) + dots.reduce(0, +) + max(0, dots.count - 1)
    }

    /// Draws a number with its unit in large digits, and the signs in front of it as normal text. Falls back to normal
    /// text if there isn't enough room or a character has no large form.
    ///
    /// - Parameter usesBlocks: Whether to draw blocks. If `false`, normal text is written.
    /// - Returns: The width of the drawn text in columns.
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

    /// Returns the rows of dots described by `picture`, in which spaces separate rows and `#` is a dot.
    private static func rows(_ picture: String) -> [[Bool]] {
        picture.split(separator: " ").map { row in row.map { $0 == "#" } }
    }

    private static let drawn: [Unicode.Scalar: [[Bool]]] = [
        "0": "### #.# #.# #.# ###", "1": ".#. ##. .#. .#. ###", "2": "### ..# ### #.. ###", "3": "### ..# .## ..# ###",
        "4": "#.# #.# ### ..# ..#", "5": "### #.. ### ..# ###", "6": "### #.. ### #.# ###", "7": "### ..# ..# ..# ..#",
        "8": "### #.# ### #.# ###", "9": "### #.# ### ..# ###", ",": ".. .. .. .# #.", ".": ". . . . #",
        ":": ". # . # .", "-": "... ... ### ... ...", "–": "... ... ### ... ...", "+": "... .#. ### .#. ...",
        "×": "... #.# .#. #.# ...", "%": "##..# ##.#. ..#.. .#.## #..##", "/": "..# ..# .#. #.. #..",
        "·": ". . # . .", " ": ".. .. .. .. ..",
        "k": "#.. #.# ##. #.# #.#", "M": "#...# ##.## #.#.# #...# #...#", "G": "#### #... #.## #..# ####",
        "D": "##. #.# #.# #.# ##.",
    ].mapValues(rows)
}
