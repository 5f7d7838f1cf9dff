package import Collector
import Dashboard
import History
import Market
package import Settings

extension Setup {
    /// Prints the charts that a single poll returned.
    ///
    /// - Parameter isSummary: Whether to print one line for each chart instead of the whole chart.
    package func printResult(of poll: SinglePoll, _ configuration: Configuration, isSummary: Bool) throws {
        let (snapshot, now) = (poll.ledger.snapshot, SystemClock.now())
        let anchors = isSummary ? [] : anchors()
        for chart in snapshot.charts {
            if isSummary {
                guard let ranking = snapshot.ranking(of: chart, asOf: snapshot.span?.end ?? now) else { continue }
                let entries = NumberFormat.entries(ranking.entries.count)
                try printText("\(chart.title): \(entries), seen \(ranking.observedAt.iso8601)", configuration)
            } else if let text = DashboardState.export(
                .chart(chart),
                in: snapshot,
                at: now,
                anchors: anchors,
                zone: zone(configuration),
                as: .text
            ) {
                try printText(text + "\n", configuration)
            }
        }
        if poll.counts > 0 { try Console.printLine(NumberFormat.count(poll.counts, "count")) }
    }
}
