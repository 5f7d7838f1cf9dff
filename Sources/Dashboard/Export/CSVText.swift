/// Comma-separated lines as RFC 4180 has them, for writing.
enum CSVText {
    static func line(_ fields: [String]) -> String { fields.map(field).joined(separator: ",") }

    /// Quoted where it must be, and free of what acts on a terminal, for which the format has no escape. Nothing else is
    /// changed: marks that have no look stay, and so does what a spreadsheet would take for a formula.
    private static func field(_ raw: String) -> String {
        // Controls, and overrides of direction.
        let text = String(
            String.UnicodeScalarView(
                raw.unicodeScalars.filter { scalar in
                    (scalar.value >= 0x20 || scalar == "\n") && !(0x7F...0x9F).contains(scalar.value)
                        && !(0x202A...0x202E).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value)
                }
            )
        )
        guard text.unicodeScalars.contains(where: { "\",\n\r".unicodeScalars.contains($0) }) else { return text }
        var quoted = "\""
        for character in text.unicodeScalars {
            if character == "\"" { quoted += "\"\"" } else { quoted.unicodeScalars.append(character) }
        }
        return quoted + "\""
    }
}
