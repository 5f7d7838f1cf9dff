import Canvas
import Growth
import History
import Market
import TimeSeries

/// Daily counts as a row of eighth blocks, one column per day, the largest count in full height.
struct DailySparkline: Hashable, Sendable {
    /// A day that's only known as part of a sum over several days.
    static let summed: Unicode.Scalar = "╌"
    /// A day with a count that hasn't ended.
    static let open: Unicode.Scalar = "▒"
    /// The number of days shown in tables.
    static let week = 7

    let days: ClosedRange<Day>
    /// The counts of the days; `nil` for days without a count of their own.
    let values: [Int64?]
    let text: String

    /// Creates a sparkline.
    ///
    /// - Parameters:
    ///   - segments: Counts that share no days, in ascending order.
    ///   - openDays: Days with a count that haven't ended.
    /// - Returns: `nil` if fewer than two of the days have a count of their own, since one value has no shape.
    /// - Complexity: O(segments + days).
    init?(_ segments: [CounterSeries.Segment], days: ClosedRange<Day>, openDays: [Day] = []) {
        let span = days.lowerBound.number...days.upperBound.number
        var counts: [Int: Int64] = [:]
        var summed: Set<Int> = []
        for segment in segments where segment.lastDay >= span.lowerBound && segment.days[0] <= span.upperBound {
            if segment.days.count == 1 {
                counts[segment.days[0]] = segment.value
            } else {
                summed.formUnion(segment.days)
            }
        }
        let open = Set(openDays.map(\.number))
        guard span.count(where: { counts[$0] != nil || open.contains($0) }) > 1 else { return nil }
        self.days = days
        values = span.map { counts[$0] }
        let maximum = Double(max(1, values.compactMap(\.self).max() ?? 1))
        var text = String.UnicodeScalarView()
        for day in span {
            if let count = counts[day] {
                text.append(Sparkline.level(Double(max(0, count)) / maximum))
            } else {
                text.append(open.contains(day) ? Self.open : summed.contains(day) ? Self.summed : Sparkline.unknown)
            }
        }
        self.text = String(text)
    }

    /// The number of days in the sparkline of a documented launch.
    static let launchDays = 14

    /// Creates a sparkline of the first days of a documented launch.
    init?(of launch: Launch, _ curve: DownloadCurve) {
        self.init(curve.segments, days: launch.day0...launch.day0.advanced(by: Self.launchDays - 1))
    }

    /// Creates a sparkline of the last days of a series up to an instant: until yesterday, or until the newest day with a
    /// count if all days until yesterday would be empty.
    ///
    /// - Parameter openDays: Days with a count that haven't ended; if today is one of them, it's shown, too.
    init?(
        lastDaysOf segments: [CounterSeries.Segment],
        asOf instant: Timestamp,
        count: Int = week,
        openDays: [Day] = []
    ) {
        let isOpen = !instant.isDayEnd && openDays.contains(instant.day)
        let recent = instant.isDayEnd || isOpen ? instant.day : instant.day.advanced(by: -1)
        let newest = segments.last.map { Day(number: $0.lastDay) } ?? recent
        let last = !isOpen && newest < recent.advanced(by: 1 - count) ? newest : recent
        self.init(segments, days: last.advanced(by: 1 - count)...last, openDays: openDays)
    }
}

extension DailySparkline {
    /// A pair of day and count for each day, `null` for days without a count of their own.
    var json: JSONText { .list(zip(days, values).map { .list([.of($0), $1.map { .int($0) } ?? .null]) }) }
}

extension LedgerSnapshot {
    /// Returns the apps that have download counts of days before or at an instant.
    ///
    /// - Complexity: O(counters).
    func countedApps(asOf instant: Timestamp) -> Set<AppID> {
        let day = instant.day.number
        let counted = counters.lazy.filter {
            $0.key.metric == .downloads && ($0.value.reports.first?.days[0] ?? .max) <= day
        }
        return Set(counted.map(\.key.app))
    }

    /// Returns the days of an app's download counts that haven't ended at an instant.
    ///
    /// - Complexity: O(counters).
    func openDays(of app: AppID, asOf instant: Timestamp) -> [Day] {
        counters.filter { $0.key.app == app && $0.key.metric == .downloads }
            .compactMap { $0.value.lastDay.map { Day(number: $0) } }
            .filter { $0.lastSecond > instant }
    }

    /// Returns an app's daily downloads as a sparkline, by its most certain source; `nil` without any counts.
    ///
    /// - Complexity: O(counters + reports of the app).
    func dailyDownloads(of app: AppID, asOf instant: Timestamp) -> DailySparkline? {
        let totals = CounterTotal.all(of: app, in: self, asOf: instant)
        guard let counter = CounterTotal.preferred(totals) else { return nil }
        return DailySparkline(
            lastDaysOf: counter.series.resolution.segments,
            asOf: instant,
            openDays: openDays(of: app, asOf: instant)
        )
    }
}
