public import Market

/// The subject of an alert. A rule has a separate state for each subject.
public enum AlertSubject: Hashable, Sendable {
    /// The rank of an app in a chart.
    case rank(AppID, Chart)
    case counter(Counter)
    /// A source, identified by its label.
    case source(String)

    public var app: AppID? {
        switch self {
        case .rank(let app, _): app
        case .counter(let counter): counter.app
        case .source: nil
        }
    }

    public var chart: Chart? { if case .rank(_, let chart) = self { chart } else { nil } }
}
