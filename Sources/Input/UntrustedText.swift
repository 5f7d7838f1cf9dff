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

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
        default: true
        }
    }
}
