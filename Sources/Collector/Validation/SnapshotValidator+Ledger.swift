import History
import Market

extension SnapshotValidator {
    /// Validates the next snapshot of a chart against the full one that was current at an instant, if there is one.
    mutating func setBaseline(of chart: Chart, from ledger: LedgerSnapshot, asOf instant: Timestamp) {
        guard let known = ledger.ranking(of: chart, asOf: instant), known.coverage == .full else { return }
        setBaseline(known.entries.map(\.app), of: chart, at: known.confirmedUntil)
    }
}
