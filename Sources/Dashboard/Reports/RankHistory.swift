import Canvas
import History
import Market
import TimeSeries

/// An app's ranks in one chart, made ready for drawing.
struct RankHistory: Sendable {
    let chart: Chart
    let points: [RankPoint]
    /// How long a rank is believed to hold without another look: two and a half times the usual distance of looks.
    let longestHold: Int64

    /// - Parameter longestHold: where the caller knows it, since it is the same for all apps of a chart.
    init(
        of app: AppID,
        in chart: Chart,
        ledger: LedgerSnapshot,
        asOf instant: Timestamp,
        from start: Timestamp,
        longestHold: Int64? = nil
    ) {
        self.chart = chart
        // One point from before the start shows with which rank the picture begins.
        let series = ledger.rankings[chart]
        let first = series?.tick(asOf: start.seconds).map { Timestamp(seconds: $0.time) } ?? start
        let seen = ledger.rankPoints(of: app, in: chart, during: TimeRange(min(first, instant), instant))
        points = Self.withoutHoles(seen)
        self.longestHold = longestHold ?? Self.longestHold(of: series, asOf: instant)
    }

    /// Without the places where a single list lacks the app and those around it hold it, or none follows yet: feeds leave
    /// popular apps out for a day, which is no fall.
    private static func withoutHoles(_ points: [RankPoint]) -> [RankPoint] {
        points.indices.filter { index in
            let point = points[index]
            guard point.rank == nil, !point.isPartial, point.seenUntil == point.time, index > 0,
                points[index - 1].rank != nil
            else { return true }
            return index + 1 < points.count && points[index + 1].rank == nil
        }
        .map { points[$0] }
    }

    /// What the rank of a list that is looked at every hour, or oftener, is believed for.
    static let leastHold: Int64 = 3600 * 5 / 2

    /// Two and a half times the usual distance of looks.
    static func longestHold(of series: RankingSeries?, asOf instant: Timestamp) -> Int64 {
        usualDistance(of: series, asOf: instant) * 5 / 2
    }

    /// The median distance between a series' ticks; an hour where there are not enough.
    static func usualDistance(of series: RankingSeries?, asOf instant: Timestamp) -> Int64 {
        max(3600, series?.usualDistance(upTo: instant.seconds) ?? 3600)
    }

    /// The point in force at `time`, where a look is near enough to believe it.
    ///
    /// - Parameter since: a look from then on is near enough, too.
    /// - Complexity: O(log points).
    func point(at time: Int64, since: Int64 = .max) -> RankPoint? {
        var (low, high) = (0, points.count)
        while low < high {
            let middle = low + (high - low) / 2
            if points[middle].time <= time { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let point = points[low - 1]
        return point.seenUntil >= since || point.seenUntil + (point.isPartial ? 0 : longestHold) >= time ? point : nil
    }

    /// How high ranks 0 to `depth` stand in a sparkline; worked out once for all rows of a list.
    static func heights(depth: Int) -> [Unicode.Scalar] {
        let scale = ValueScale.places(worst: depth)
        return (0...max(1, depth)).map { Sparkline.level(1 - scale.position(of: Double($0))) }
    }

    /// Where the week of a sparkline ends: at `instant`, or with the newest look where that is older than the week, which
    /// would else be empty.
    static func weekEnd(asOf instant: Timestamp, newest: Timestamp) -> Timestamp {
        instant - newest > 7 * Day.secondsPerDay ? newest : instant
    }

    /// "rank, 7 days"; where the week does not end at `instant`, up to which day, as far as the column is wide.
    static func weekTitle(to end: Timestamp, asOf instant: Timestamp, columns: Int, in zone: TimeZoneTable) -> String {
        guard end != instant else { return "rank, 7 days" }
        let day = TimeFormat.long(zone.local(end).day)
        let title = "7 days to \(day)"
        return displayWidth(title) <= columns ? title : "to \(day)"
    }

    /// Eighth blocks for the week up to `instant`, best on top. Columns stand at whole steps of the clock, so that
    /// nothing wanders as time goes on. `·` is unknown, blank is off the chart.
    ///
    /// - Parameter heights: by rank; what is deeper stands as the last.
    func sparkline(columns: Int, upTo instant: Timestamp, heights: [Unicode.Scalar]) -> String {
        guard let step = [6, 8, 12, 24].first(where: { 7 * 24 / $0 <= columns }).map({ Int64($0) * 3600 }) else {
            return ""
        }
        let count = 7 * 86_400 / step
        let last = instant.seconds.dividedRoundingDown(by: step) + 1
        var picture = String.UnicodeScalarView()
        for bucket in (last - count)..<last {
            guard let point = point(at: min(instant.seconds, (bucket + 1) * step - 1)) else {
                picture.append(Sparkline.unknown)
                continue
            }
            picture.append(point.rank.map { heights[min(Int($0), heights.count - 1)] } ?? " ")
        }
        return String(picture)
    }

    /// For a chart of lines.
    var chartPoints: [LineChart.Point] {
        points.map {
            LineChart.Point(
                time: $0.time,
                until: $0.seenUntil,
                value: $0.rank.map(Double.init),
                isIsolated: $0.isPartial
            )
        }
    }
}
