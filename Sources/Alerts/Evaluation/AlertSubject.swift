public import Market

/// Whom or what an alert is about; a rule is armed for each by itself.
public enum AlertSubject: Hashable, Sendable {
    case place(AppID, Chart)
    case counter(Counter)
    /// By its label.
    case source(String)

    public var app: AppID? {
        switch self {
        case .place(let app, _): app
        case .counter(let counter): counter.app
        case .source: nil
        }
    }

    public var chart: Chart? { if case .place(_, let chart) = self { chart } else { nil } }
}
