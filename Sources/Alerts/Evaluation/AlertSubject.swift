public import Market

/// The subject of an alert. A rule has a separate state for each subject.
public enum AlertSubject: Hashable, Sendable {
    /// The rank of an app in a chart.
    case rank(AppID, Chart)
    case counter(Counter)
    /// The ratings or the reviews of an app in a storefront.
    case listing(AppID, Storefront)
    /// A source, identified by its label.
    case source(String)

    public var app: AppID? {
        switch self {
        case .rank(let app, _), .listing(let app, _): app
        case .counter(let counter): counter.app
        case .source: nil
        }
    }

    /// The storefront of the chart, the ratings or the reviews; `nil` if the subject has none or several.
    public var storefront: Storefront? {
        switch self {
        case .rank(_, let chart): chart.storefront
        case .listing(_, let storefront): storefront
        case .counter, .source: nil
        }
    }

    public var chart: Chart? { if case .rank(_, let chart) = self { chart } else { nil } }
}
