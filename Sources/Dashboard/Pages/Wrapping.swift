import Canvas

/// Breaks sentences into lines at spaces.
enum Wrapping {
    /// - Returns: lines no wider than `width`, those after the first set in by two; a longer word is cut.
    static func lines(_ text: String, width: Int) -> [String] {
        guard width > 4 else { return [] }
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
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
}
