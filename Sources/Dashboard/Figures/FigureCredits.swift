import Market

/// The publishers of figures by kind, which pictures and casts show instead of key hints, so that a picture that is
/// posted elsewhere still names its sources.
enum FigureCredits {
    /// Returns a phrase for each kind, the most certain first: `observed: Appfigures`, `“ claim: Bill Peebles (OpenAI)`.
    ///
    /// A publisher that only restates a figure is left out. Figures that launchtop derived have no publisher.
    static func phrases(of cards: [FigureCard]) -> [String] {
        var publishers: [FigureKind: [String]] = [:]
        for card in cards where card.kind != .derived {
            guard let source = card.lines.first(where: { $0.label == "source" })?.text else { continue }
            let name = SourceText.publisher(of: source, card.kind)
            // A picture that is posted shouldn't show the folders of the user's computer.
            let publisher = name.hasPrefix("/") ? name.split(separator: "/").last.map(String.init) ?? name : name
            if publishers[card.kind]?.contains(publisher) != true {
                publishers[card.kind, default: []].append(publisher)
            }
        }
        return publishers.keys.sorted { $0.certainty < $1.certainty }.map { kind in
            let mark = kind.mark.isEmpty ? "" : "\(kind.mark) "
            return "\(mark)\(kind.rawValue): \((publishers[kind] ?? []).joined(separator: ", "))"
        }
    }
}
