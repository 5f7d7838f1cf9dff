public import Market

/// A source of a chart, and the time range of the chart's snapshots from this source.
public struct ChartSource: Hashable, Sendable {
    /// The source's label.
    public var source: String
    public var first: Timestamp
    public var last: Timestamp

    public init(source: String, first: Timestamp, last: Timestamp) {
        self.source = source
        self.first = first
        self.last = last
    }
}

extension Ledger {
    /// Records that a chart has snapshots from a source, and extends the time range known so far.
    ///
    /// - Complexity: O(sources of the chart).
    public mutating func note(_ source: ChartSource, of chart: Chart) {
        var sources = snapshot.chartSources[chart] ?? []
        if let position = sources.firstIndex(where: { $0.source == source.source }) {
            sources[position].first = min(sources[position].first, source.first)
            sources[position].last = max(sources[position].last, source.last)
        } else {
            sources.append(source)
        }
        snapshot.chartSources[chart] = sources
    }
}

extension LedgerSnapshot {
    /// The time of the newest snapshot from each source, by the source's label.
    ///
    /// - Complexity: O(charts).
    package var newestSnapshots: [String: Timestamp] {
        var newest: [String: Timestamp] = [:]
        for source in chartSources.values.joined() {
            newest[source.source] = max(newest[source.source] ?? source.last, source.last)
        }
        return newest
    }

    /// Returns the labels of the sources that may have provided the snapshot of a chart at `instant`: those whose
    /// snapshots of the chart start at or before `instant` and end at or after it. Returns an empty array if the source
    /// isn't known.
    public func sources(of chart: Chart, at instant: Timestamp) -> [String] {
        (chartSources[chart] ?? []).filter { $0.first <= instant && instant <= $0.last }.map(\.source)
    }
}
