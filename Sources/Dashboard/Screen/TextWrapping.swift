import Canvas

/// Functions that wrap text at word boundaries.
enum TextWrapping {
    /// Wraps text at spaces. Words that are wider than a line are broken.
    ///
    /// - Parameter hanging: The indent of the lines after the first, in columns.
    /// - Returns: Lines no wider than `width`, or none if `width` is too small for the indent.
    static func lines(_ text: String, width: Int, hanging: Int = 2) -> [String] {
        guard width > hanging + 2 else { return [] }
        let margin = String(repeating: " ", count: hanging)
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in text.split(separator: " ").flatMap({ pieces(of: $0, width: width - hanging) }) {
            let room = lines.isEmpty ? width : width - hanging
            let needed = displayWidth(word)
            if line.isEmpty {
                (line, used) = (String(word), needed)
            } else if used + 1 + needed <= room {
                line += " " + word
                used += 1 + needed
            } else {
                lines.append((lines.isEmpty ? "" : margin) + line)
                (line, used) = (String(word), needed)
            }
        }
        if !line.isEmpty { lines.append((lines.isEmpty ? "" : margin) + line) }
        return lines
    }

    /// Wraps the last piece of a line of styled text. Its continuation lines are indented by `margin` columns.
    ///
    /// - Returns: Lines no wider than `width`, provided the other pieces and the margin leave room.
    static func lines(_ pieces: [StyledText], width: Int, margin: Int) -> [[StyledText]] {
        guard let last = pieces.last, pieces.width > width, width > margin + 2 else { return [pieces] }
        let head = Array(pieces.dropLast())
        let indent = StyledText(String(repeating: " ", count: margin), last.style)
        var lines: [[StyledText]] = []
        var line = ""
        var used = 0
        var room = width - head.width
        for word in last.text.split(separator: " ").flatMap({ Self.pieces(of: $0, width: width - margin) }) {
            let needed = displayWidth(word)
            if line.isEmpty, needed <= room {
                (line, used) = (String(word), needed)
            } else if used + 1 + needed <= room {
                line += " " + word
                used += 1 + needed
            } else {
                lines.append((lines.isEmpty ? head : [indent]) + [StyledText(line, last.style)])
                (line, used) = (String(word), needed)
                room = width - margin
            }
        }
        return lines + [(lines.isEmpty ? head : [indent]) + [StyledText(line, last.style)]]
    }

    /// Splits a word, such as a URL, into parts no wider than a line.
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
