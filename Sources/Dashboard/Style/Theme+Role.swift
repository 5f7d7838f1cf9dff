public import Canvas

extension Theme {
    /// What a look is for: the one list of themes, theme files, their documentation and their tests. The raw values are
    /// the keys of a theme file.
    public enum Role: String, CaseIterable, Hashable, Sendable {
        case text, faint, heading, accent, gain, loss, new, stale, live, selection, focus, match, alert, bar, sum
        case claim, milestone

        /// What has this look, as a part of a sentence.
        public var explanation: String {
            switch self {
            case .text: "words and figures"
            case .faint: "axes, rules, hints: what is not the point"
            case .heading: "titles, and the clock"
            case .accent: "keys, and the app that is watched"
            case .gain: "a place that got better"
            case .loss: "a place that got worse, and what left the chart"
            case .new: "what is new in the chart"
            case .stale: "what is old or has failed"
            case .live: "the live edge, and a replay that plays"
            case .selection: "the selected row"
            case .focus: "the panel that keys go to"
            case .match: "what a filter found"
            case .alert: "the line of an alert, and one that has gone off"
            case .bar: "bars, sparklines and progress"
            case .sum: "a sum over several days, and where sources disagree"
            case .claim: "what somebody said and nobody measured"
            case .milestone: "a milestone"
            }
        }

        fileprivate var path: WritableKeyPath<Theme, Style> {
            switch self {
            case .text: \.text
            case .faint: \.faint
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

    /// The look of a meaning.
    public subscript(role: Role) -> Style {
        get { self[keyPath: role.path] }
        set { self[keyPath: role.path] = newValue }
    }
}
