import Market

/// The description of a figure with its kind, source and details, shown as a card.
struct FigureCard: Hashable, Sendable {
    struct Line: Hashable, Sendable {
        var label: String
        var text: String
    }

    /// The measure and its subject: "downloads of Sora, first 7 days".
    var title: String
    /// The value as text, after the symbol of its kind: "~56,000".
    var value: String
    var kind: FigureKind
    /// Details such as scope, period, source, URL, dates and conflicts.
    var lines: [Line]

    /// Returns the text that is copied for the figure: title, value, kind, source, time and URL. The time of a rank is when
    /// it was seen, which may be earlier than `time`.
    ///
    /// - Parameter time: The time that other values apply to; `nil` on pages that don't depend on the time.
    func citation(asOf time: String?) -> String {
        let source = lines.first { $0.label == "source" }.map { ", \($0.text)" } ?? ""
        let address = lines.first { $0.label == "address" }.map { " <\($0.text)>" } ?? ""
        let seen = lines.first { $0.label == "seen" }.map { ", seen \($0.text)" }
        let asOf = seen ?? time.map { ", as of \($0)" } ?? ""
        return "\(title): \(value) (\(kind.rawValue)\(source))\(asOf)\(address)"
    }
}

extension FigureKind {
    /// The kind's name and meaning.
    var explanation: String {
        switch self {
        case .exact: "exact: counted by the app's owner"
        case .observed: "observed: read from a chart or web page"
        case .estimate: "estimate: the output of a model (~)"
        case .claim: "claim: stated by an interested party (“)"
        case .measured: "measured: read from a public counter"
        case .derived: "derived: calculated by launchtop from other figures (=)"
        }
    }
}
