import Canvas

/// Breaks sentences into lines at spaces.
enum Wrapping {
    /// - Returns: lines no wider than `width`, those after the first set in by two; a word that is longer goes on in the
    ///   next.
    static func lines(_ text: String, width: Int) -> [String] {
        guard width > 4 else { return [] }
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ").flatMap({ pieces(of: $0, width: width - 2) }) {
            let room = lines.isEmpty ? width : width - 2
            if line.isEmpty {
                line = String(word)
            } else if displayWidth(line) + 1 + displayWidth(word) <= room {
                line += " " + word
            } else {
                lines.append((lines.isEmpty ? "" : "  ") + line)
                line = String(word)
            }
        }
        if !line.isEmpty { lines.append((lines.isEmpty ? "" : "  ") + line) }
        return lines
    }

    /// A word in parts no wider than a line, such as an address.
    private static func pieces(of word: Substring, width: Int) -> [Substring] {
        guard displayWidth(word) > width else { return [word] }
        var pieces: [Substring] = []
        var rest = word
        while !rest.isEmpty {
            var end = rest.startIndex
            var used = 0
            while end < rest.endIndex {
                used += displayWidth(String(rest[end]))
                if used > width, end > rest.startIndex { break }
                end = rest.index(after: end)
            }
            pieces.append(rest[..<end])
            rest = rest[end...]
        }
        return pieces
    }
}
