import History
import Market

extension AppReport {
    /// Returns the published figure that gave the rank last seen in `chart`; `nil` if the rank comes from a snapshot.
    func quotedRank(in chart: Chart, seen: Timestamp) -> Observation? {
        observations.last { $0.chart == chart && $0.period.knownFrom == seen }
    }

    /// The source of observed ranks: the only source, or a description if there are none or several.
    var sourceText: String {
        let sources = ledger.sources.filter { !$0.isArchive }
        return switch sources.count {
        case 0: "a chart snapshot"
        case 1: sources[0].source
        case let count: "one of \(count) polled sources"
        }
    }
}
