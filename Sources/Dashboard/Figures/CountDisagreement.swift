import Market
import TimeSeries

/// A disagreement between two publishers about an app's counts for the same days, metric and storefronts.
struct CountDisagreement: Hashable, Sendable {
    let sources: Set<String>
    /// The newest pair of differing counts, and the number of other periods that differ: "US downloads, Oct 3, 2025:
    /// ~5,120 (A), ~5,400 (B); and 3 other periods".
    let text: String

    /// Returns the disagreements among an app's counts: one for each pair of counters that differ in publisher but
    /// share metric and storefronts.
    ///
    /// - Complexity: O(counters² · reports).
    static func all(among counted: [CountedSeries]) -> [CountDisagreement] {
        counted.indices.flatMap { index in
            counted[(index + 1)...].compactMap { CountDisagreement(counted[index], $0) }
        }
    }

    private init?(_ one: CountedSeries, _ other: CountedSeries) {
        let counter = one.counter
        guard counter.source != other.counter.source, counter.metric == other.counter.metric,
            counter.scope == other.counter.scope
        else { return nil }
        let others = Dictionary(uniqueKeysWithValues: other.series.reports.map { ($0.days, $0.value) })
        let differing = one.series.reports.filter { report in others[report.days].map { $0 != report.value } ?? false }
        guard let newest = differing.max(by: { $0.lastDay < $1.lastDay }), let value = others[newest.days] else {
            return nil
        }
        sources = [counter.source, other.counter.source]
        let figures = [(newest.value, counter), (value, other.counter)].map { value, counter in
            "\(counter.kind.mark)\(NumberFormat.grouped(value)) (\(counter.source))"
        }
        let more = differing.count - 1
        text =
            "\(counter.scope.label) \(counter.metric.name), \(TimeFormat.span(newest.days.map { Day(number: $0) })): "
            + figures.joined(separator: ", ") + (more > 0 ? "; and \(NumberFormat.count(more, "other period"))" : "")
    }
}
