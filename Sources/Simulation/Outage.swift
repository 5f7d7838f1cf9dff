/// A defect in the file of one chart and one hour, as seen in real feeds.
public enum Outage: String, CaseIterable, Hashable, Sendable {
    /// The file is missing.
    case missing = "missing file"
    /// The file is truncated.
    case truncated = "truncated file"
    /// An HTML error page, as servers send with status 200.
    case page = "HTML page"
    /// The previous hour's content, with its `updated`: the feed is frozen.
    case frozen = "frozen feed"
    /// One app of the upper half is missing, and all apps below it move up one rank.
    case hole = "missing app"
}
