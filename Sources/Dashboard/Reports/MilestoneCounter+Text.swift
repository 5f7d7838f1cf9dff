import Canvas
import Growth
import Market

extension MilestoneCounter.Projection {
    /// What stands in large digits, the fullest wording first: what is reckoned for now, else the newest total, else what
    /// is certain of it.
    var large: [String] {
        guard let range = running?.expected ?? total?.range else {
            return pace.least > 0 ? ["≥\(NumberFormat.grouped(Int64(pace.least)))"] : ["·"]
        }
        let mark = running?.kind.mark ?? kind.mark
        let (low, high) = (range.lowerBound.rounded(), range.upperBound.rounded())
        let short = [low, high].map { NumberFormat.short($0) }
        let shortest = low == high ? short[0] : "\(short[0])–\(short[1])"
        return ["\(mark)\(NumberFormat.range(low...high))", "\(mark)\(shortest)", "\(mark)≥\(short[0])"]
    }

    /// "downloads in CA+US", "downloads worldwide".
    var what: String {
        // "worldwide" and "where is not said" need no preposition.
        let isNamed = place.first?.isUppercase == true || place.first?.isNumber == true
        return isNamed ? "\(metric.unit) in \(place)" : "\(metric.unit) \(place)"
    }

    /// "to 6 Oct 2025 · estimate, Appfigures"; where the digits are ahead of what was reported, that.
    var reported: String {
        let by = "\(kind.rawValue), \(source)"
        guard let total else { return "known to \(TimeFormat.long(pace.lastDay)), with days missing · \(by)" }
        guard running != nil else { return "to \(TimeFormat.long(total.day)) · \(by)" }
        return "reckoned from \(kind.mark)\(NumberFormat.range(total.range)) to \(TimeFormat.short(total.day)) · \(by)"
    }

    /// What the pace is: a mean is reckoned, of one day alone it is that day's own figure.
    var paceKind: FigureKind { pace.daysInMean == 1 ? kind : .derived }

    /// "=89.6k", "~470k–520k": downloads a day; `nil` where days are missing.
    var dailyPace: String? { pace.mean.map { "\(paceKind.mark)\(NumberFormat.mean($0))" } }

    /// "mean of 7 days".
    var basis: String { "mean of \(NumberFormat.count(pace.daysInMean, "day"))" }

    /// "mean of 7 days to 6 Oct 2025", "on 6 Oct 2025".
    var datedBasis: String {
        let day = TimeFormat.long(pace.lastDay)
        return pace.daysInMean == 1 ? "on \(day)" : "\(basis) to \(day)"
    }

    /// "=89.6k a day", "=3.73k an hour", "mean of 7 days"; a line of why not where there is none.
    var paceLines: [String] {
        guard let daily = dailyPace, let hourly = pace.hourlyVelocity(days: pace.daysInMean) else {
            return ["pace not known", "days are missing", ""]
        }
        return ["\(daily) a day", "=\(NumberFormat.mean(hourly)) an hour", pace.daysInMean == 1 ? "of one day" : basis]
    }

    /// "of 1M".
    var goal: String { outlook.map { "of \(NumberFormat.short(Double($0.threshold)))" } ?? "beyond all milestones" }

    /// "63 %", "≥ 63 %".
    var done: String {
        guard let outlook else { return "" }
        return outlook.share.map { NumberFormat.progress($0) }
            ?? "≥ \(NumberFormat.progress(outlook.leastShare...outlook.leastShare))"
    }

    /// "12 Oct (11 to 15 Oct)"; why there is none where there is none.
    func arrival(asOf instant: Timestamp, in zone: TimeZoneTable) -> String {
        guard let outlook else { return "" }
        if let end { return "no date: \(end.phrase) \(TimeFormat.long(end.day)) (\(end.kind.rawValue))" }
        guard let arrival = outlook.arrival else {
            return instant - outlook.asOf.lastSecond > DownloadPace.longestSilence
                ? "no date: figures end \(TimeFormat.long(outlook.asOf))" : "no date: too little is known"
        }
        func words(_ time: Timestamp) -> String { Self.moment(time, asOf: instant, in: zone) }
        let (start, end) = (words(arrival.expected.start), words(arrival.expected.end))
        let range = arrival.latest.map { "\(words(arrival.earliest)) to \(words($0))" }
        return "\(start == end ? start : "\(start) to \(end)") (\(range ?? "\(words(arrival.earliest)) or later"))"
    }

    /// By the hour where it is near, by the day else, with the year where that is another.
    private static func moment(_ time: Timestamp, asOf instant: Timestamp, in zone: TimeZoneTable) -> String {
        let day = zone.local(time).day
        if abs(time - instant) < 2 * Day.secondsPerDay {
            return "\(TimeFormat.short(day)) \(TimeFormat.clock(time, in: zone))"
        }
        return day.civil.year == instant.day.civil.year ? TimeFormat.short(day) : TimeFormat.long(day)
    }

    /// How arrivals are reckoned, with what there is of it while a launch is young.
    var method: String {
        pace.daysInMean == DownloadPace.meanDays
            ? MilestoneOutlook.method
            : "\(MilestoneOutlook.method); so far \(NumberFormat.count(pace.daysInMean, "day"))"
    }

    /// Whole numbers, but for what is below ten.
    static func rounded(_ range: ClosedRange<Double>) -> String {
        func round(_ value: Double) -> Double {
            value.magnitude < 10 ? (value * 10).rounded() / 10 : value.rounded()
        }
        let (least, most) = (round(range.lowerBound), round(range.upperBound))
        // What begins at nothing is bounded on one side only.
        return least == 0 && most > 0 ? "≤" + NumberFormat.range(most...most) : NumberFormat.range(least...most)
    }
}
