import Canvas

/// Breaks sentences into lines at spaces.
enum TextWrapping {
    /// - Parameter hanging: by how many columns the lines after the first are set in.
    /// - Returns: lines no wider than `width`; a word that is longer goes on in the next.
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

    /// Breaks the last piece of a line; what does not fit beside the others goes on below, set in by `margin`.
    ///
    /// - Returns: lines no wider than `width`, as long as the others leave room and the margin does.
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
