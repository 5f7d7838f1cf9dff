/// Functions that format lines of comma-separated values (RFC 4180).
enum CSVText {
    static func line(_ fields: [String]) -> String { fields.map(field).joined(separator: ",") }

    /// Returns a field, quoted if necessary. Characters that a terminal would interpret are removed, because CSV can't
    /// escape them. Other invisible characters are kept, as is text that a spreadsheet would interpret as a formula.
    private static func field(_ raw: String) -> String {
        // Remove C0 and C1 controls except line feeds, and direction overrides.
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
