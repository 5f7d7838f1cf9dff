import Market

/// Who says so, in fewer words where there is less room: of the hands that a figure went through the last goes first, and
/// the first stays. All of them are in the figure's card.
enum SourceText {
    private static let kinds: Set<String> = Set(FigureKind.allCases.map(\.rawValue))

    /// "estimate, Appfigures via TechCrunch, restated by iabizz", "estimate, Appfigures via TechCrunch", "estimate,
    /// Appfigures": the fullest first, at least one.
    static func forms(of text: String) -> [String] {
        let phrases = text.split(separator: ", ", omittingEmptySubsequences: false).map(String.init)
        // Without a kind nobody knows which phrase the source is.
        guard let kind = phrases.firstIndex(where: kinds.contains), kind + 1 < phrases.count else { return [text] }
        var forms = (kind + 2...phrases.count).reversed().map { phrases[..<$0].joined(separator: ", ") }
        for hand in [" via ", " on "] {
            guard let last = forms.last, let cut = last.firstRange(of: hand) else { continue }
            forms.append(String(last[..<cut.lowerBound]))
        }
        return forms
    }
}
