import Market

/// A figure with everything needed to judge it.
struct FigureCard: Hashable, Sendable {
    struct Line: Hashable, Sendable {
        var label: String
        var text: String
    }

    /// What it counts, of what: "downloads of Sora, first 7 days".
    var title: String
    /// With the mark of its kind.
    var value: String
    var kind: FigureKind
    /// Scope, period, source, address, dates, what contradicts it.
    var lines: [Line]

    /// For the clipboard: the figure, what it is, and who says so.
    var sentence: String {
        let source = lines.first { $0.label == "source" }.map { ", \($0.text)" } ?? ""
        let address = lines.first { $0.label == "address" }.map { " <\($0.text)>" } ?? ""
        return "\(title): \(value) (\(kind.rawValue)\(source))\(address)"
    }
}

extension FigureKind {
    /// What the kind means, as a sentence.
    var explanation: String {
        switch self {
        case .exact: "exact: counted by its owner"
        case .observed: "observed: read in a feed or on a page"
        case .estimate: "estimate: the output of a model (~)"
        case .claim: "claim: said by somebody with an interest (“)"
        case .measured: "measured: a public counter, read on a day"
        case .derived: "derived: our arithmetic on other figures (=)"
        }
    }
}
