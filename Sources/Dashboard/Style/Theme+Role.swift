public import Canvas

extension Theme {
    /// The purpose of a style. The raw values are the keys in a theme file.
    public enum Role: String, CaseIterable, Hashable, Sendable {
        case text, faint, grid, heading, accent, gain, loss, new, stale, live, selection, focus, match, alert, bar, sum
        case claim, milestone

        /// A description of what the style is used for.
        public var explanation: String {
            switch self {
            case .text: "text and figures"
            case .faint: "axis labels and hints"
            case .grid: "grid lines and borders"
            case .heading: "titles and the clock"
            case .accent: "keys, and apps that are marked or on the watchlist"
            case .gain: "improved ranks"
            case .loss: "worse ranks and dropped apps"
            case .new: "apps that are new in the chart"
            case .stale: "stale data, failures and conflicting figures"
            case .live: "the live indicator and a playing replay"
            case .selection: "the selected row"
            case .focus: "the focused panel"
            case .match: "filter matches"
            case .alert: "alert thresholds and alerts"
            case .bar: "bars, sparklines and progress"
            case .sum: "totals over several days"
            case .claim: "claims"
            case .milestone: "milestones"
            }
        }

        fileprivate var path: WritableKeyPath<Theme, Style> {
            switch self {
            case .text: \.text
            case .faint: \.faint
            case .grid: \.grid
            case .heading: \.heading
            case .accent: \.accent
            case .gain: \.gain
            case .loss: \.loss
            case .new: \.new
            case .stale: \.stale
            case .live: \.live
            case .selection: \.selection
            case .focus: \.focus
            case .match: \.match
            case .alert: \.alert
            case .bar: \.bar
            case .sum: \.sum
            case .claim: \.claim
            case .milestone: \.milestone
            }
        }
    }

    /// Accesses the style of a role.
    public subscript(role: Role) -> Style {
        get { self[keyPath: role.path] }
        set { self[keyPath: role.path] = newValue }
    }
}
