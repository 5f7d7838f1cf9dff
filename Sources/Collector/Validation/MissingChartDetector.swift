public import Formats
public import Input
import Market

/// A type that detects charts that are missing from a document of a source but were in earlier documents.
///
/// Each document is compared with earlier ones that contain mostly the same charts. Documents with a single chart are
/// only compared if they have the same name. A missing chart is reported once, and again only if it reappears and goes
/// missing again. The warning doesn't affect the chart's apps.
public struct MissingChartDetector: Sendable {
    /// Documents that contain mostly the same charts.
    private struct Series {
        /// The name of the last document.
        var origin: String
        /// All charts of the documents.
        var charts: Set<Chart>
        /// The charts that are missing from the last document.
        var missing: Set<Chart> = []
    }

    /// The maximum number of series. Beyond that, the least recently updated one is removed.
    static let limit = 256

    /// The series, from the least to the most recently updated.
    private var series: [Series] = []

    public init() {}

    /// Compares a document with earlier ones.
    ///
    /// - Returns: A warning if charts are missing that weren't missing before; otherwise `nil`.
    /// - Complexity: O(series × charts) for a document of several charts.
    public mutating func note(_ document: DocumentCharts) -> InputError? {
        guard let index = index(of: document) else {
            guard document.charts.count > 1 else { return nil }
            if series.count == Self.limit { series.removeFirst() }
            series.append(Series(origin: document.origin, charts: document.charts))
            return nil
        }
        var found = series.remove(at: index)
        let missing = found.charts.subtracting(document.charts)
        let newlyMissing = missing.subtracting(found.missing).sorted()
        let before = found.origin
        found.missing = missing
        found.origin = document.origin
        found.charts.formUnion(document.charts)
        series.append(found)
        guard let first = newlyMissing.first else { return nil }
        let others = newlyMissing.count > 1 ? " and \(newlyMissing.count - 1) more" : ""
        let earlier = before == document.origin ? "an earlier version" : before
        return InputError(document.origin, "missing chart \(first.title)\(others); present in \(earlier)")
    }

    /// Returns the index of the series that a document continues: the series that it shares the most charts with, if
    /// that is at least half of the charts expected in the series.
    private func index(of document: DocumentCharts) -> Int? {
        // A document with a single chart only continues a series with the same name, such as a URL.
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
