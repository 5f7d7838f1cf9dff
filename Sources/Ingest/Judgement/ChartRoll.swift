public import Market

/// Notices when a document that holds several charts lacks one that its predecessor held.
///
/// A chart that is missing is no statement about its apps; nothing is made of it but a word.
public struct ChartRoll: Sendable {
    private var last: (origin: String, charts: Set<Chart>)?

    public init() {}

    /// - Returns: one sentence for the charts that were in the document before and are not in this one.
    public mutating func note(_ charts: Set<Chart>, of origin: String) -> IngestError? {
        // Charts by the file follow each other without holding the same.
        guard charts.count > 1 else { return nil }
        defer { last = (origin, charts) }
        guard let last, last.charts.intersection(charts).count * 2 >= last.charts.count else { return nil }
        let missing = last.charts.subtracting(charts).sorted()
        guard let first = missing.first else { return nil }
        let others = missing.count > 1 ? " and of \(missing.count - 1) more" : ""
        return IngestError(origin, "has no list of \(first.title)\(others), which \(last.origin) had")
    }
}
