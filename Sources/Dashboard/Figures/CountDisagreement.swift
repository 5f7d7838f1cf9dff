import Market
import TimeSeries

/// A disagreement between two publishers about an app's counts for the same days and metric: different counts for the same
/// storefronts, or a count for some storefronts that is higher than the worldwide count.
struct CountDisagreement: Hashable, Sendable {
    let sources: Set<String>
    /// The newest pair of differing counts, and the number of other periods that differ: "US downloads, Oct 3, 2025:
    /// ~5,120 (A), ~5,400 (B); and 3 other periods".
    let text: String

    /// Returns the disagreements among an app's counts: at most one for each pair of counters that differ in publisher.
    ///
    /// - Complexity: O(counters² · reports).
    static func all(among counted: [CountedSeries]) -> [CountDisagreement] {
        counted.indices.flatMap { index in
            counted[(index + 1)...].compactMap { CountDisagreement(counted[index], $0) }
        }
    }

    /// Returns conflicts between reports of one counter, and between publishers, one line each.
    static func conflicts(among counted: [CountedSeries]) -> [String] {
        counted.flatMap(\.conflicts) + all(among: counted).map(\.text)
    }

    private init?(_ one: CountedSeries, _ other: CountedSeries) {
        let counter = one.counter
        guard counter.source != other.counter.source, counter.metric == other.counter.metric else { return nil }
        if counter.scope != other.counter.scope {
            guard let found = Self(part: one, of: other) ?? Self(part: other, of: one) else { return nil }
            self = found
            return
        }
        let others = Dictionary(uniqueKeysWithValues: other.series.reports.map { ($0.days, $0.value) })
        let differing = one.series.reports.filter { report in others[report.days].map { $0 != report.value } ?? false }
        guard let newest = differing.max(by: { $0.lastDay < $1.lastDay }), let value = others[newest.days] else {
            return nil
        }
        sources = [counter.source, other.counter.source]
        let figures = [Self.figure(newest.value, counter), Self.figure(value, other.counter)]
        let more = differing.count - 1
        text =
            "\(counter.scope.label) \(counter.metric.name), \(TimeFormat.span(newest.days.map { Day(number: $0) })): "
            + figures.joined(separator: ", ") + (more > 0 ? "; and \(NumberFormat.count(more, "other period"))" : "")
    }

    /// Creates a disagreement if the counts of some storefronts are higher than worldwide counts of the same days.
    private init?(part: CountedSeries, of whole: CountedSeries) {
        let (inner, outer) = (part.counter.scope, whole.counter.scope)
        guard outer.storefronts == [], inner.storefronts?.isEmpty == false, inner.stores == outer.stores,
            inner.countsWeb == outer.countsWeb
        else { return nil }
        let totals = Dictionary(whole.series.reports.map { ($0.days, $0.value) }) { first, _ in first }
        let higher = part.series.reports.filter { report in totals[report.days].map { $0 < report.value } ?? false }
        guard let newest = higher.max(by: { $0.lastDay < $1.lastDay }), let total = totals[newest.days] else {
            return nil
        }
        sources = [part.counter.source, whole.counter.source]
        let more = higher.count - 1
        text =
            "\(part.counter.metric.name), \(TimeFormat.span(newest.days.map { Day(number: $0) })): \(inner.label) "
            + "\(Self.figure(newest.value, part.counter)) is more than worldwide \(Self.figure(total, whole.counter))"
            + (more > 0 ? "; and \(NumberFormat.count(more, "other period"))" : "")
    }

    private static func figure(_ value: Int64, _ counter: Counter) -> String {
        "\(counter.kind.mark)\(NumberFormat.grouped(value)) (\(counter.source))"
    }
}
