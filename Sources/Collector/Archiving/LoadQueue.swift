import History
import Market
import TimeSeries

/// The charts of an archive that aren't completely loaded, in the order in which they are loaded: charts on the screen,
/// then the newest snapshots of all other charts, then their older snapshots.
package struct LoadQueue: Equatable, Sendable {
    /// What to load next.
    enum Step: Hashable, Sendable {
        /// The newest snapshots of a chart.
        case newest(Chart)
        /// All older snapshots of a chart.
        case older(Chart)
        /// All ranks of a chart that is loaded except its ranks.
        case ranks(Chart)
    }

    /// The charts of which nothing is loaded, the next one last.
    private var unloaded: [Chart] = []
    /// The charts of which only the newest snapshots are loaded, the next one last.
    private var incomplete: [Chart] = []
    /// The charts that are loaded except their ranks, the next one last.
    private var outlines: [Chart] = []
    private var priority = LoadPriority()
    /// The number of charts in the archive.
    private let charts: Int
    private let newest: Timestamp?
    private let span: TimeRange?

    /// Creates an empty queue.
    package init() { (charts, newest, span) = (0, nil, nil) }

    /// Creates a queue of charts.
    ///
    /// - Parameters:
    ///   - charts: The charts of the archive.
    ///   - newest: The time of the newest snapshot in the archive.
    ///   - span: The time range of all snapshots; `nil` if unknown.
    init(_ charts: [Chart], newest: Timestamp?, span: TimeRange? = nil) {
        self.span = span
        unloaded = charts.reversed()
        self.charts = charts.count
        self.newest = newest
    }

    /// Creates a queue of charts that are loaded except their ranks, which queries read from the archive.
    init(outlines charts: [Chart]) {
        outlines = charts.reversed()
        (self.charts, newest, span) = (charts.count, nil, nil)
    }

    package var isEmpty: Bool { unloaded.isEmpty && incomplete.isEmpty && outlines.isEmpty }

    /// The part of the archive that is still to be loaded, for the screen; `nil` if all queries can be answered.
    var pending: PendingHistory? {
        unloaded.isEmpty && incomplete.isEmpty
            ? nil
            : PendingHistory(
                charts: charts,
                unloadedCharts: unloaded.count,
                incompleteCharts: incomplete.count,
                newest: newest,
                span: span
            )
    }

    /// What to load next; `nil` if everything is loaded.
    var next: Step? {
        let (first, older) = (unloaded.last, incomplete.last)
        if let older, isVisible(older), !(first.map(isVisible) ?? false) { return .older(older) }
        return first.map { .newest($0) } ?? older.map { .older($0) } ?? outlines.last.map { .ranks($0) }
    }

    private func isVisible(_ chart: Chart) -> Bool { priority.distance(of: chart) <= LoadPriority.visible }

    /// Moves the charts that are nearest to the page on the screen to the front.
    ///
    /// - Complexity: O(n log n), where n is the number of charts that aren't completely loaded.
    mutating func prefer(_ priority: LoadPriority) {
        guard priority != self.priority else { return }
        self.priority = priority
        unloaded.sort { priority.puts($1, before: $0) }
        incomplete.sort { priority.puts($1, before: $0) }
        outlines.sort { priority.puts($1, before: $0) }
    }

    /// Returns whether nothing of a chart is loaded.
    func isUnloaded(_ chart: Chart) -> Bool { unloaded.contains(chart) }

    /// Returns whether only the newest snapshots of a chart are loaded.
    func isIncomplete(_ chart: Chart) -> Bool { incomplete.contains(chart) }

    /// The charts of which nothing is loaded.
    var unloadedCharts: Set<Chart> { Set(unloaded) }

    /// Removes a step that is done.
    ///
    /// - Parameter isIncomplete: Whether older snapshots of the chart have to be loaded.
    mutating func finish(_ step: Step, isIncomplete: Bool = false) {
        switch step {
        case .newest(let chart):
            Self.remove(chart, from: &unloaded)
            guard isIncomplete else { return }
            incomplete.insert(
                chart,
                at: incomplete.partitioningIndex { [priority] in priority.puts($0, before: chart) }
            )
        case .older(let chart): Self.remove(chart, from: &incomplete)
        case .ranks(let chart): Self.remove(chart, from: &outlines)
        }
    }

    private static func remove(_ chart: Chart, from charts: inout [Chart]) {
        if charts.last == chart {
            charts.removeLast()
        } else {
            charts.removeAll { $0 == chart }
        }
    }
}

extension LoadPriority {
    /// Returns whether a chart is loaded before another one.
    fileprivate func puts(_ chart: Chart, before other: Chart) -> Bool {
        (distance(of: chart), chart) < (distance(of: other), other)
    }
}
