import Market

/// Turns the entries of a feed that prints no ranks into ranked ones: position is rank.
///
/// Entries that cannot be used are left out with a warning; their rank stays counted, so nobody below them moves.
struct EntryCollector {
    private let origin: String
    private let path: String
    private(set) var entries: [RankEntry] = []
    private(set) var warnings: [IngestError] = []
    /// Why the list cannot be the chart as it is.
    private(set) var doubt: String?
    /// An entry that could not be read is an app that is listed and not known.
    private var hasHoles = false
    private var positions: [AppID: Int] = [:]

    /// - Parameter path: where the entries are, as warnings name it.
    init(origin: String, path: String) {
        self.origin = origin
        self.path = path
    }

    var coverage: ChartSnapshot.Coverage { hasHoles ? .partial : .full }

    mutating func add(id: String, name: String?, developer: String?, at index: Int) {
        guard let rank = Rank(index + 1) else { return warn(at: index, "deeper than any chart") }
        guard let app = AppID(id) else { return leaveOut(at: index, "“\(id)” is no app id") }
        if let first = positions[app] {
            doubt = doubt ?? "id \(app.text) stands at #\(first + 1) and at #\(index + 1)"
            return warn(at: index, "id \(app.text) stands already at \(path)[\(first)]")
        }
        positions[app] = index
        entries.append(RankEntry(rank: rank, app: app, name: name, developer: developer))
    }

    /// Passes over an entry that is there and cannot be read.
    mutating func leaveOut(at index: Int, _ problem: String) {
        hasHoles = true
        warn(at: index, problem)
    }

    /// What was collected, as a chart.
    ///
    /// - Throws: where no entry could be used.
    func seen(as chart: Chart, at instant: Timestamp, feedUpdated: Timestamp?) throws(IngestError) -> Decoded {
        guard !entries.isEmpty else { throw warnings.first ?? IngestError(origin, at: path, "has no entries") }
        let snapshot = ChartSnapshot(
            chart: chart,
            observedAt: instant,
            feedUpdated: feedUpdated,
            coverage: coverage,
            entries: entries
        )
        return Decoded(charts: [SeenChart(snapshot, doubt: doubt)], warnings: warnings)
    }

    private mutating func warn(at index: Int, _ problem: String) {
        warnings.append(IngestError(origin, at: "\(path)[\(index)]", "left out: \(problem)"))
    }
}
