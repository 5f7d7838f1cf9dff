import Market

/// Functions that shorten the source of a figure. Publishers that only cite another publisher are dropped, starting
/// with the last. The original publisher is always kept. The figure's card shows all publishers.
enum SourceText {
    private static let kinds: Set<String> = Set(FigureKind.allCases.map(\.rawValue))

    /// Returns the text of a figure's source and its shortened forms, longest first: "estimate, Appfigures via
    /// TechCrunch, restated by iabizz", "estimate, Appfigures via TechCrunch", "estimate, Appfigures".
    static func forms(of text: String) -> [String] {
        let phrases = text.split(separator: ", ", omittingEmptySubsequences: false).map(String.init)
        // The source follows the kind.
        guard let kind = phrases.firstIndex(where: kinds.contains), kind + 1 < phrases.count else { return [text] }
        var forms = (kind + 2...phrases.count).reversed().map { phrases[..<$0].joined(separator: ", ") }
        for separator in [" via ", " on "] {
            guard let last = forms.last, let cut = last.firstRange(of: separator) else { continue }
            forms.append(String(last[..<cut.lowerBound]))
        }
        return forms
    }

    /// Returns the original publisher of a figure of the given kind, without those that restate it: "Appfigures". The
    /// kind may precede the source.
    static func publisher(of source: String, _ kind: FigureKind) -> String {
        let prefix = "\(kind.rawValue), "
        let shortest = forms(of: source.hasPrefix(prefix) ? source : prefix + source).last ?? source
        return String(shortest.trimmingPrefix(prefix))
    }
}
