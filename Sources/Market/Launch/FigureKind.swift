/// How a figure came to be known. Figures of different kinds are shown beside each other and never added up.
public enum FigureKind: String, CaseIterable, Hashable, Sendable {
    /// From the owner's own sales report.
    case exact
    /// Read in a feed or on a page, such as a rank.
    case observed
    /// A model's output, published by somebody.
    case estimate
    /// Somebody with an interest said so.
    case claim
    /// A public counter, read on a day.
    case measured
    /// Our own arithmetic on other figures.
    case derived

    /// What stands before the figure on a screen: nothing for what was counted, `~` for a model's output, `“` for
    /// words, `=` for arithmetic.
    public var mark: String {
        switch self {
        case .exact, .observed, .measured: ""
        case .estimate: "~"
        case .claim: "“"
        case .derived: "="
        }
    }
}
