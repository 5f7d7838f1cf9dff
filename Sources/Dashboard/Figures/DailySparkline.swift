import Canvas
import Growth
import History
import Market
import TimeSeries

/// A sparkline of daily counts in eighth blocks, one column per day. The largest count has the full height.
struct DailySparkline: Hashable, Sendable {
    /// The symbol for a day whose count is known only as part of a sum over several days.
    static let summed: Unicode.Scalar = "╌"
    /// The symbol for a day that has a count but hasn't ended.
    static let open: Unicode.Scalar = "▒"
    /// The number of days in the sparklines of tables.
    static let week = 7

    let days: ClosedRange<Day>
    /// The daily counts; `nil` for a day without a count of its own.
    let values: [Int64?]
    let text: String

    /// Creates a sparkline for a range of days.
    ///
    /// - Parameters:
    ///   - segments: Counts that share no days, in ascending order.
    ///   - openDays: Days that have a count but haven't ended.
    /// - Returns: `nil` if fewer than two of the days have a count of their own or are open, since one value has no
    ///   shape.
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

    /// Creates a sparkline of the first ``launchDays`` days of a documented launch; `nil` if fewer than two of them
    /// have a count of their own.
    init?(of launch: Launch, _ curve: DownloadCurve) {
        self.init(curve.segments, days: launch.day0...launch.day0.advanced(by: Self.launchDays - 1))
    }

    /// Creates a sparkline of the last days of a series up to an instant. It ends with the last day before the instant
    /// or, if the sparkline would be empty, with the newest day that has a count. Returns `nil` if fewer than two of
    /// the days have a count.
    ///
    /// - Parameter openDays: Days that have a count but haven't ended. If the day of the instant is one of them, it's
    ///   shown, too.
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
    /// The sparkline as a JSON array with a pair of day and count for each day. The count is `null` for a day without a
    /// count of its own.
    var json: JSONText { .list(zip(days, values).map { .list([.of($0), $1.map { .int($0) } ?? .null]) }) }
}

extension LedgerSnapshot {
    /// Returns those of the given apps that have download counts for the day that contains an instant or for an earlier
    /// day.
    ///
    /// - Complexity: O(apps + counters of those with counts).
    func counted(among apps: [AppID], asOf instant: Timestamp) -> Set<AppID> {
        let day = instant.day.number
        return Set(
            apps.filter { counters.has(.downloads, of: $0) && (counters.firstDay(of: $0, .downloads) ?? .max) <= day }
        )
    }

    /// Returns the last days of an app's download counters. Days that have ended at the given instant are omitted.
    ///
    /// - Complexity: O(counters of the app).
    func openDays(of app: AppID, asOf instant: Timestamp) -> [Day] {
        counters.lastDays(of: app, .downloads).map { Day(number: $0) }.filter { $0.lastSecond > instant }
    }

    /// Returns a sparkline of an app's daily downloads from its most certain source; `nil` if fewer than two days have
    /// a count.
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
