import History
import Market

extension AppReport {
    /// Returns the published figure behind a rank that was last seen in `chart` at `seen`; `nil` if the rank comes from
    /// a snapshot.
    func quotedRank(in chart: Chart, seen: Timestamp) -> Observation? {
        observations.last { $0.chart == chart && $0.period.knownFrom == seen }
    }

    /// The source of observed ranks: the name of the only source, or a description if there are none or several.
    var sourceText: String {
        let sources = ledger.sources.filter { !$0.isArchive }
        return switch sources.count {
        case 0: "a chart snapshot"
        case 1: sources[0].source
        case let count: "one of \(count) polled sources"
        }
    }
}
