import History
import Market

extension AppReport {
    /// Returns the published figure behind a rank that was last seen in `chart` at `seen`; `nil` if the rank comes from
    /// a snapshot.
    func quotedRank(in chart: Chart, seen: Timestamp) -> Observation? {
        observations.last { $0.chart == chart && $0.period.knownFrom == seen }
    }
}

extension LedgerSnapshot {
    /// Returns the source of a chart's snapshot that was seen at `instant`, as text: its label; the labels of several
    /// sources if all of them provided the chart at that time; "unknown source" if no source is known.
    func sourceText(of chart: Chart, at instant: Timestamp) -> String {
        let labels = sources(of: chart, at: instant)
        return labels.isEmpty ? "unknown source" : labels.joined(separator: " or ")
    }
}
