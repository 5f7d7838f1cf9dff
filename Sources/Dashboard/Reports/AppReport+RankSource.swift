import History
import Market

extension AppReport {
    /// The publication that says where the app stood when `chart` was last seen; `nil` where it was seen in a feed.
    func quotedRank(in chart: Chart, seen: Timestamp) -> Observation? {
        observations.last { $0.chart == chart && $0.period.standsFrom == seen }
    }

    /// Which of the feeds a rank was read in, as far as that is known.
    var sourceText: String {
        switch ledger.sources.count {
        case 0: "a snapshot that was read"
        case 1: ledger.sources[0].source
        case let count: "one of the \(count) feeds that are followed"
        }
    }
}
