import History
import Market
import TimeSeries

/// The status of live data, shown in the header: whether new data arrives and, if not, why.
enum LiveStatus: Hashable, Sendable {
    /// The newest poll of at least one source was OK. If there are sources of charts, only these count.
    case live
    /// No source has been polled yet.
    case waiting
    /// None of these sources is OK. The associated value is the worst condition of any source.
    case failing(SourceHealth.Condition)
    /// The process that polled the archive's sources has stopped.
    case pollingStopped
    /// No process records to the archive.
    case notRecording

    init(of sources: [SourceHealth], at now: Timestamp) {
        let all = sources.filter { $0.isPolled && !$0.isArchive }
        let polled = all.contains(where: \.providesCharts) ? all.filter(\.providesCharts) : all
        guard polled.isEmpty else {
            let conditions = Set(polled.map { $0.condition(at: now) })
            if polled.contains(where: { $0.isOK(at: now) }) {
                self = .live
            } else if let worst = SourceHealth.Condition.allCases.first(where: conditions.contains) {
                self = .failing(worst)
            } else {
                self = .waiting
            }
            return
        }
        let archives = sources.filter(\.isArchive)
        if archives.isEmpty {
            self = .live
        } else if archives.contains(where: { $0.isRecording == true }) {
            self = .waiting
        } else {
            self = sources.contains { !$0.isArchive && $0.lastAttempt != nil } ? .pollingStopped : .notRecording
        }
    }

    /// The status in capitals: "LIVE", "FAILING", "POLLING STOPPED".
    var text: String {
        switch self {
        case .live: "LIVE"
        case .waiting: "WAITING"
        case .failing(let condition): condition.rawValue.uppercased()
        case .pollingStopped: "POLLING STOPPED"
        case .notRecording: "NOT RECORDING"
        }
    }

    /// Whether the status is a warning that no new data is arriving.
    var isWarning: Bool {
        switch self {
        case .live, .waiting: false
        case .failing, .pollingStopped, .notRecording: true
        }
    }
}

extension DashboardState {
    var liveStatus: LiveStatus { LiveStatus(of: data.sources, at: now) }

    /// The time of the newest good data: the time of the newest snapshot or, if the status is "FROZEN", the newest
    /// timestamp reported by the frozen sources; `nil` if there is no data.
    var lastGoodData: Timestamp? {
        if liveStatus == .failing(.frozen) { return data.sources.compactMap(\.frozenSince).max() }
        let newest = data.rankingSpan?.end
        // If there are snapshots dated in the future, each chart is checked.
        let snapshots =
            newest.map { $0 <= now } ?? true
            ? [newest].compactMap(\.self)
            : data.rankings.values.compactMap(\.lastSeenTime).map { Timestamp(seconds: $0) }
        return (data.sources.compactMap(\.newestData) + snapshots).filter { $0 <= now }.max()
    }
}
