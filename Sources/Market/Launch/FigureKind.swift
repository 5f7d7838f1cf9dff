/// The kind of evidence behind a figure. Figures of different kinds are shown side by side and never added.
public enum FigureKind: String, CaseIterable, Hashable, Sendable {
    /// A count from the owner's own sales report.
    case exact
    /// A value read from a chart or a page, such as a rank.
    case observed
    /// A published result of a model.
    case estimate
    /// A statement by an interested party.
    case claim
    /// A value read from a public counter, such as a page's number of ratings.
    case measured
    /// A value computed by launchtop from other figures.
    case derived

    /// The position in order of certainty, where 0 is the most certain.
    public var certainty: Int {
        switch self {
        case .exact: 0
        case .measured: 1
        case .observed: 2
        case .derived: 3
        case .estimate: 4
        case .claim: 5
        }
    }

    /// The prefix of the figure on screens: empty for exact, observed and measured figures, `~` for estimates, `“` for
    /// claims, `=` for derived figures.
    public var mark: String {
        switch self {
        case .exact, .observed, .measured: ""
        case .estimate: "~"
        case .claim: "“"
        case .derived: "="
        }
    }
}
