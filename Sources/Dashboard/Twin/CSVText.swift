/// Comma-separated lines as RFC 4180 has them, for writing.
enum CSVText {
    static func line(_ fields: [String]) -> String { fields.map(field).joined(separator: ",") }

    /// Quoted where it must be. A field that a spreadsheet would take for a formula keeps its content: the file is
    /// data, and data are not changed on the way out.
    private static func field(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { "\",\n\r".unicodeScalars.contains($0) }) else { return text }
        var quoted = "\""
        for character in text.unicodeScalars {
            if character == "\"" { quoted += "\"\"" } else { quoted.unicodeScalars.append(character) }
        }
        return quoted + "\""
    }
}
