/// What can be wrong with the file of one chart and one hour, as seen with real feeds.
public enum Outage: String, CaseIterable, Hashable, Sendable {
    /// There is no file.
    case missing
    /// The body ends in the middle.
    case cutShort = "cut short"
    /// An error page in HTML, as servers send it with status 200.
    case page
    /// The body of the hour before, with its `updated`: the feed stands still.
    case frozen
    /// One app of the upper half is not listed, and all below it stand one place higher.
    case hole
}
