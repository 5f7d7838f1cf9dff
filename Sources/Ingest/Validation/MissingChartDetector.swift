public import Market

/// The charts that one document held.
public struct DocumentCharts: Hashable, Sendable {
    /// What errors call the document.
    public var origin: String
    public var charts: Set<Chart>

    public init(origin: String, charts: Set<Chart>) {
        self.origin = origin
        self.charts = charts
    }
}

/// Notices when a document of a source lacks a chart that the documents before held.
///
/// Documents are compared with those that hold mostly the same charts; documents of one chart each are never compared.
/// A missing chart is reported once, and again only after it came back. It says nothing about the chart's apps.
public struct MissingChartDetector: Sendable {
    /// Documents that hold mostly the same charts.
    private struct Series {
        /// The last of them.
        var origin: String
        /// Every chart that one of them held.
        var charts: Set<Chart>
        /// Those that the last one lacks.
        var missing: Set<Chart> = []
    }

    /// Most series that are kept; beyond that, the one that was seen longest ago is forgotten.
    static let limit = 256

    /// The one that was seen last comes last.
    private var series: [Series] = []

    public init() {}

    /// Compares a document with those before.
    ///
    /// - Returns: one sentence for the charts that are missing and weren't in the document before.
    /// - Complexity: O(series × charts) for a document of several charts.
    public mutating func note(_ document: DocumentCharts) -> IngestError? {
        guard let index = index(of: document) else {
            guard document.charts.count > 1 else { return nil }
            if series.count == Self.limit { series.removeFirst() }
            series.append(Series(origin: document.origin, charts: document.charts))
            return nil
        }
        var found = series.remove(at: index)
        let missing = found.charts.subtracting(document.charts)
        let news = missing.subtracting(found.missing).sorted()
        let before = found.origin
        found.missing = missing
        found.origin = document.origin
        found.charts.formUnion(document.charts)
        series.append(found)
        guard let first = news.first else { return nil }
        let others = news.count > 1 ? " and of \(news.count - 1) more" : ""
        let whose = before == document.origin ? "it had before" : "\(before) had"
        return IngestError(document.origin, "has no list of \(first.title)\(others), which \(whose)")
    }

    /// The series that a document continues: the one of which it holds most charts, and at least half.
    private func index(of document: DocumentCharts) -> Int? {
        // One chart alone continues a series only where it is the same document again, such as an address.
        guard document.charts.count > 1 else { return series.lastIndex { $0.origin == document.origin } }
        var best: (index: Int, shared: Int)?
        for (index, candidate) in series.enumerated().reversed() {
            let shared = candidate.charts.intersection(document.charts).count
            if shared > best?.shared ?? 0, shared * 2 >= candidate.charts.count - candidate.missing.count {
                best = (index, shared)
            }
        }
        return best?.index
    }
}
