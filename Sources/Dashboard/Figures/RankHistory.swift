import Canvas
import History
import Market
import TimeSeries

/// An app's ranks in one chart over time, prepared for drawing.
struct RankHistory: Sendable {
    private let app: AppID
    let chart: Chart
    private let instant: Timestamp
    let points: [RankPoint]
    /// The time that a rank is assumed to last without another snapshot, in seconds: 2.5 times the usual interval
    /// between snapshots.
    let longestHold: Int64

    /// Creates the history of an app's ranks in a chart.
    ///
    /// - Parameter longestHold: The chart's ``longestHold`` if it was already computed, since it's the same for all
    ///   apps; `nil` to compute it.
    init(
        of app: AppID,
        in chart: Chart,
        ledger: LedgerSnapshot,
        asOf instant: Timestamp,
        from start: Timestamp,
        longestHold: Int64? = nil
    ) {
        (self.app, self.chart, self.instant) = (app, chart, instant)
        // Include one point before the start for the initial rank.
        let series = ledger.rankings[chart]
        let first = series?.tick(asOf: start.seconds).map { Timestamp(seconds: $0.time) } ?? start
        let seen = ledger.rankPoints(of: app, in: chart, during: TimeRange(min(first, instant), instant))
        points = Self.withoutGaps(seen)
        self.longestHold = longestHold ?? Self.longestHold(of: series, asOf: instant)
    }

    /// Returns the points without absences that last a single snapshot, either between ranked points or at the end.
    /// Sources sometimes omit popular apps for a day although the apps haven't dropped out.
    private static func withoutGaps(_ points: [RankPoint]) -> [RankPoint] {
        points.indices.filter { index in
            let point = points[index]
            guard point.rank == nil, !point.isPartial, point.seenUntil == point.time, index > 0,
                points[index - 1].rank != nil
            else { return true }
            return index + 1 < points.count && points[index + 1].rank == nil
        }
        .map { points[$0] }
    }

    /// Whether the app is unranked in part of the history.
    var isUnrankedAtTimes: Bool { points.contains { $0.rank == nil } }

    /// The shortest time that a rank is assumed to last, in seconds. It applies if snapshots are at most an hour apart.
    static let minimumHold: Int64 = 3600 * 5 / 2

    /// Returns the time in seconds that a rank is assumed to last without another snapshot.
    static func longestHold(of series: RankingSeries?, asOf instant: Timestamp) -> Int64 {
        usualInterval(of: series, asOf: instant) * 5 / 2
    }

    /// Returns the median interval between a series' snapshots in seconds; at least 3600, and 3600 if there are too few
    /// snapshots.
    static func usualInterval(of series: RankingSeries?, asOf instant: Timestamp) -> Int64 {
        max(3600, series?.usualDistance(upTo: instant.seconds) ?? 3600)
    }

    /// Returns whether a chart's snapshot is too old for its ranks to be assumed current: older than
    /// ``longestHold(of:asOf:)``. A partial snapshot applies only to its own time and is stale immediately afterwards,
    /// unless it's one of a series of partial snapshots, which may be stale after ``minimumHold``.
    ///
    /// - Parameter seen: The time when the snapshot was last seen.
    static func isStale(seen: Timestamp, isPartial: Bool, in series: RankingSeries?, asOf instant: Timestamp) -> Bool {
        let age = instant - seen
        if isPartial { return age > 0 && (age > minimumHold || !hasPartialSeries(series, asOf: instant)) }
        // Only look up the interval if the snapshot could be stale at all.
        return age > minimumHold && age > longestHold(of: series, asOf: instant)
    }

    /// Returns whether the newest snapshot of a chart follows another partial one shortly afterwards, as those of a vendor's
    /// series do.
    private static func hasPartialSeries(_ series: RankingSeries?, asOf instant: Timestamp) -> Bool {
        guard let series, let position = series.index(asOf: instant.seconds), position > 0 else { return false }
        let (before, last) = (series.tick(at: position - 1), series.tick(at: position))
        return before.isPartial && last.isPartial && last.time - before.seenUntil <= minimumHold
    }

    /// The time in seconds that the rank at an index is assumed to last. A rank in a partial snapshot lasts only if another
    /// partial snapshot precedes or follows it shortly, as in a vendor's series.
    private func hold(at index: Int) -> Int64 {
        guard points[index].isPartial else { return longestHold }
        func isNear(_ earlier: Int) -> Bool {
            guard points.indices.contains(earlier), points.indices.contains(earlier + 1) else { return false }
            let (first, second) = (points[earlier], points[earlier + 1])
            return first.isPartial && second.isPartial && second.time - first.seenUntil <= Self.minimumHold
        }
        return isNear(index - 1) || isNear(index) ? Self.minimumHold : 0
    }

    /// The minimum difference in age, in seconds, between a chart that isn't followed any more and the newest chart.
    private static let outdatedAge = 2 * Day.secondsPerDay

    /// Returns whether a chart isn't followed any more although others are: whether its newest snapshot is more than two
    /// days older than theirs. Partial snapshots apply only to their own time, so they are never outdated.
    ///
    /// - Parameters:
    ///   - seen: The time when the chart was last seen.
    ///   - newest: The time when any of the charts was last seen.
    static func isOutdated(seen: Timestamp, isPartial: Bool, newest: Timestamp) -> Bool {
        !isPartial && newest - seen > outdatedAge
    }

    /// Returns the point that applies at a time; `nil` if there is no such point, or if the point was last seen too
    /// long before that time.
    ///
    /// - Parameters:
    ///   - time: The time in seconds since 1970.
    ///   - since: A time in seconds since 1970. Points that were last seen at or after this time are never too old
    ///     (default: none).
    /// - Complexity: O(log points).
    func point(at time: Int64, since: Int64 = .max) -> RankPoint? {
        var (low, high) = (0, points.count)
        while low < high {
            let middle = low + (high - low) / 2
            if points[middle].time <= time { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let point = points[low - 1]
        return point.seenUntil >= since || point.seenUntil + hold(at: low - 1) >= time ? point : nil
    }

    /// Returns the end of the week that a sparkline shows: `instant`, or the time of the newest snapshot if that is
    /// more than seven days earlier.
    static func weekEnd(asOf instant: Timestamp, newest: Timestamp) -> Timestamp {
        instant - newest > 7 * Day.secondsPerDay ? newest : instant
    }

    /// Returns whether a week's sparkline shows more than a few columns: whether a chart has been followed for at least a
    /// day.
    ///
    /// - Parameter end: The end of the week.
    static func hasWeek(of series: RankingSeries?, upTo end: Timestamp) -> Bool {
        series?.firstSeenTime.map { end.seconds - $0 >= Day.secondsPerDay } ?? false
    }

    /// Returns the title of a week's sparkline: "rank, 7 days", or "rank to Oct 3, 2025" if the week doesn't end at
    /// `instant`. The year is omitted if the title doesn't fit in `columns`.
    static func weekTitle(to end: Timestamp, asOf instant: Timestamp, columns: Int, in zone: TimeZoneTable) -> String {
        guard end != instant else { return "rank, 7 days" }
        let day = zone.local(end).day
        let title = "rank to \(TimeFormat.long(day))"
        return displayWidth(title) <= columns ? title : "rank to \(TimeFormat.short(day))"
    }

    /// Returns a sparkline of the week up to `instant` in eighth blocks; empty if `columns` is less than 7. `·` means
    /// no data, and a blank means not ranked. Columns are aligned to the clock, so that they don't shift over time.
    ///
    /// Heights are relative to the best and worst ranks of the week, whereas a color means the same rank everywhere.
    func sparkline(columns: Int, upTo instant: Timestamp) -> RoleText {
        guard let step = [6, 8, 12, 24].first(where: { 7 * 24 / $0 <= columns }).map({ Int64($0) * 3600 }) else {
            return RoleText("")
        }
        let count = 7 * 86_400 / step
        let last = instant.seconds.dividedRoundingDown(by: step) + 1
        let points = ((last - count)..<last).map { point(at: min(instant.seconds, ($0 + 1) * step - 1)) }
        let heats = points.map { $0?.rank.map { RankHeat.heat(of: Int($0)) } }
        let known = heats.compactMap(\.self)
        let (low, high) = (known.min() ?? 0, known.max() ?? 1)
        let span = max(high - low, Self.minimumSpan)
        let base = (low + high - span) / 2
        var picture = String.UnicodeScalarView()
        for (point, heat) in zip(points, heats) {
            picture.append(
                point == nil ? Sparkline.unknown : heat.map { Sparkline.rowLevel(($0 - base) / span) } ?? " "
            )
        }
        var text = RoleText(String(picture), .bar)
        text.heats = heats
        return text
    }

    /// The minimum range of heats (0 to 1) that the full height of a sparkline represents, so that a change from #40 to
    /// #41 looks small.
    private static let minimumSpan = 0.25

    /// Returns the points for a line chart, in which the line ends at gaps between the chart's snapshots.
    ///
    /// - Parameter ledger: The ledger of the history.
    /// - Complexity: O(snapshots).
    func chartPoints(in ledger: LedgerSnapshot) -> [LineChart.Point] {
        guard let first = points.first, let handle = ledger.registry.handle(of: app) else { return [] }
        let seen =
            ledger.rankings[chart]?.seenTimes(of: handle, in: first.time...max(first.time, instant.seconds)) ?? []
        let gaps = SnapshotGaps(between: seen.map(\.time), until: instant.seconds, longestHold: longestHold).periods[
            ...
        ]
        return chartPoints(with: gaps)
    }

    private func chartPoints(with gaps: ArraySlice<Range<Int64>>) -> [LineChart.Point] {
        var gaps = gaps
        var result: [LineChart.Point] = []
        for (index, point) in points.enumerated() {
            let next = index + 1 < points.count ? points[index + 1].time : .max
            var part = LineChart.Point(
                time: point.time,
                until: point.seenUntil,
                value: point.rank.map(Double.init),
                isIsolated: point.isPartial && hold(at: index) == 0
            )
            gaps = gaps.drop { $0.lowerBound < point.time }
            while let gap = gaps.first, gap.lowerBound < next {
                gaps.removeFirst()
                part.endsLine = true
                guard gap.upperBound <= point.seenUntil else { continue }
                // The same ranking was seen again after the gap.
                part.until = gap.lowerBound
                result.append(part)
                (part.time, part.until, part.endsLine) = (gap.upperBound, point.seenUntil, false)
            }
            result.append(part)
        }
        return result
    }
}
