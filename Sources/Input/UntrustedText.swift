/// Functions that sanitize external text for messages, such as names of archive entries, output of other programs and
/// page titles.
package enum UntrustedText {
    /// Returns a path as a single line, with control and formatting characters replaced by `�`. If the path is longer
    /// than `limit` Unicode scalars, only its end is kept, which contains the file name.
    package static func sanitizedPath(_ text: String, limit: Int = 200) -> String {
        var scalars = String.UnicodeScalarView()
        var count = 0
        for scalar in text.unicodeScalars.reversed() {
            guard count < limit else {
                scalars.append("…")
                break
            }
            scalars.append(isPrintable(scalar) ? scalar : "\u{FFFD}")
            count += 1
        }
        return String(String.UnicodeScalarView(scalars.reversed()))
    }

    /// Returns text as a single line, with control and formatting characters replaced by `�` and white space collapsed.
    /// If the text is longer than `limit` Unicode scalars, only its beginning is kept.
    package static func sanitized(_ text: String, limit: Int = 300) -> String {
        let text = text.prefix(limit * 4).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let printable = text.unicodeScalars.prefix(limit).map { isPrintable($0) ? $0 : "\u{FFFD}" }
        return String(String.UnicodeScalarView(printable)) + (text.unicodeScalars.count > limit ? "…" : "")
    }

    /// Returns text with its line breaks. White space within a line is collapsed, blank lines are dropped, and control
    /// and formatting characters are removed, except the joiners that emoji and some scripts need.
    ///
    /// - Parameters:
    ///   - limit: The maximum length in Unicode scalars. If the text is longer, it ends with `…`.
    ///   - isSingle: Whether line breaks are replaced with spaces.
    package static func paragraphs(_ text: String, limit: Int, isSingle: Bool = false) -> String {
        // White space and other dropped characters may be several times as long as the rest.
        let start = String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit * 4)))
        let lines = start.split(whereSeparator: \.isNewline).map { line in
            let printable = line.unicodeScalars.filter { isPrintable($0) || isJoiner($0) || $0 == "\t" }
            return String(String.UnicodeScalarView(printable)).split(whereSeparator: \.isWhitespace)
                .joined(separator: " ")
        }
        let joined = lines.filter { !$0.isEmpty }.joined(separator: isSingle ? " " : "\n")
        guard joined.unicodeScalars.count > limit else { return joined }
        return String(String.UnicodeScalarView(joined.unicodeScalars.prefix(limit - 1))) + "…"
    }

    /// Returns whether a character joins its neighbors or keeps them apart, as in emoji of several people.
    private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool { scalar == "\u{200D}" || scalar == "\u{200C}" }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
        default: true
        }
    }
}
