/// Text from outside, made fit to stand in a sentence: names of entries, another program's words, a page's title.
enum UntrustedText {
    /// One line without characters that move, hide or reverse, which are shown as `�`; of what is longer than `limit`
    /// characters, the end is kept, where a path's own name is.
    static func label(_ text: String, limit: Int = 200) -> String {
        var scalars = String.UnicodeScalarView()
        var count = 0
        for scalar in text.unicodeScalars.reversed() {
            guard count < limit else {
                scalars.append("…")
                break
            }
            scalars.append(isFit(scalar) ? scalar : "\u{FFFD}")
            count += 1
        }
        return String(String.UnicodeScalarView(scalars.reversed()))
    }

    /// The same for words, of which the beginning is kept and runs of white space become one blank.
    static func words(_ text: String, limit: Int = 300) -> String {
        let text = text.prefix(limit * 4).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let fit = text.unicodeScalars.prefix(limit).map { isFit($0) ? $0 : "\u{FFFD}" }
        return String(String.UnicodeScalarView(fit)) + (text.unicodeScalars.count > limit ? "…" : "")
    }

    private static func isFit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
        default: true
        }
    }
}
