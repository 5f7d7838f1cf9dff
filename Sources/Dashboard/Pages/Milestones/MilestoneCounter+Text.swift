import Canvas
import Growth
import Market

extension MilestoneCounter.Projection {
    /// The texts for the large digits, longest first: the projected total, otherwise the newest total, otherwise the
    /// lower bound of the total.
    var largeTexts: [String] {
        guard let range = running?.expected ?? total?.range else {
            return pace.minimum > 0 ? ["≥\(NumberFormat.grouped(Int64(pace.minimum)))"] : [Symbol.noData]
        }
        let mark = running?.kind.mark ?? kind.mark
        let (low, high) = (range.lowerBound.rounded(), range.upperBound.rounded())
        let short = [low, high].map { NumberFormat.short($0) }
        let shortest = low == high ? short[0] : "\(short[0])–\(short[1])"
        return ["\(mark)\(NumberFormat.range(low...high))", "\(mark)\(shortest)", "\(mark)≥\(short[0])"]
    }

    /// The counted metric and its scope: "downloads in CA+US", "downloads worldwide".
    var subject: String {
        // "worldwide" needs no preposition.
        let isNamed = area.first?.isUppercase == true || area.first?.isNumber == true
        return isNamed ? "\(metric.unit) in \(area)" : "\(metric.unit) \(area)"
    }

    /// The total's last day, kind and source: "to Oct 6, 2025, estimate, Appfigures"; for a projected total, the
    /// reported total it's based on.
    var provenance: String {
        let by = "\(kind.rawValue), \(source)"
        guard let total else { return "to \(TimeFormat.long(pace.lastDay)), some days missing, \(by)" }
        guard running != nil else { return "to \(TimeFormat.long(total.day)), \(by)" }
        return "projected from \(kind.mark)\(NumberFormat.range(total.range)) on \(TimeFormat.short(total.day)), \(by)"
    }

    /// The kind of the pace: derived for a mean; for a single day, the kind of that day's figure.
    var paceKind: FigureKind { pace.daysInMean == 1 ? kind : .derived }

    /// Downloads per day: "=89.6k", "~470k–520k"; `nil` if days are missing.
    var dailyPace: String? { pace.mean.map { Self.marked(NumberFormat.mean($0), paceKind) } }

    /// The number of days in the mean as text: "mean of 7 days".
    var basis: String { "mean of \(NumberFormat.count(pace.daysInMean, "day"))" }

    /// The days that the pace covers, with the last date: "mean of 7 days to Oct 6, 2025", "on Oct 6, 2025".
    var datedBasis: String {
        let day = TimeFormat.long(pace.lastDay)
        return pace.daysInMean == 1 ? "on \(day)" : "\(basis) to \(day)"
    }

    /// What the large digits are based on, longest first: for a projected total, the reported total; otherwise the days
    /// that the pace covers.
    var bases: [String] {
        guard running != nil, let total else { return [datedBasis, paceLines[2]] }
        let report = "\(kind.mark)\(NumberFormat.range(total.range)) on \(TimeFormat.short(total.day))"
        return ["projected from \(report), \(basis)", "projected from \(report)", "from \(report)", basis]
    }

    /// The pace as three lines: "=89.6k/day", "=3.73k/h", "mean of 7 days"; the reason if there is no pace.
    var paceLines: [String] {
        guard let daily = dailyPace, let hourly = pace.hourlyVelocity(days: pace.daysInMean) else {
            return ["no daily mean", "days are missing", ""]
        }
        return [
            "\(daily)/day", "\(Self.marked(NumberFormat.mean(hourly), .derived))/h",
            pace.daysInMean == 1 ? "one day" : basis,
        ]
    }

    /// The rates in one line: "=89.6k/day  =3.73k/h"; the reason if there are none.
    var rates: String { paceLines.prefix(2).joined(separator: paceLines[2].isEmpty ? ", " : "  ") }

    /// The next threshold as text: "of 1M", or "all milestones reached". If a projected total is shown, it's followed by
    /// the day of the reported total that the progress is about: "of 1M on Oct 6".
    var goal: String {
        guard let outlook else { return "all milestones reached" }
        let day = running == nil ? nil : total.map { " on \(TimeFormat.short($0.day))" }
        return "of \(NumberFormat.short(Double(outlook.threshold)))\(day ?? "")"
    }

    /// The progress to the next milestone as text: "63%", "≥63%"; empty if all milestones are reached.
    var done: String {
        guard let outlook else { return "" }
        return outlook.share.map { NumberFormat.progress($0) }
            ?? "≥\(NumberFormat.progress(outlook.minimumShare...outlook.minimumShare))"
    }

    /// Returns the expected date of the next milestone as text: "Oct 12 (Oct 11 to Oct 15)", or the reason if there is
    /// none; empty if all milestones are reached.
    func arrival(asOf instant: Timestamp, in zone: TimeZoneTable) -> String {
        guard let outlook else { return "" }
        if let end { return "\(end.phrase) \(TimeFormat.long(end.day)) (\(end.kind.rawValue))" }
        guard let arrival = outlook.arrival else {
            return instant - outlook.asOf.lastSecond > DownloadPace.longestSilence
                ? "no forecast: last count \(TimeFormat.long(outlook.asOf))" : "no forecast: not enough data"
        }
        func text(_ time: Timestamp) -> String { Self.dateText(time, asOf: instant, in: zone) }
        let (start, end) = (text(arrival.expected.start), text(arrival.expected.end))
        let range = arrival.latest.map { "\(text(arrival.earliest)) to \(text($0))" }
        return "\(start == end ? start : "\(start) to \(end)") (\(range ?? "\(text(arrival.earliest)) or later"))"
    }

    /// Returns a time as text: with the clock time if it's within two days of the instant, otherwise the day alone,
    /// with the year if it differs from the instant's.
    private static func dateText(_ time: Timestamp, asOf instant: Timestamp, in zone: TimeZoneTable) -> String {
        let day = zone.local(time).day
        if abs(time - instant) < 2 * Day.secondsPerDay {
            return "\(TimeFormat.short(day)) \(TimeFormat.clock(time, in: zone))"
        }
        return day.civil.year == instant.day.civil.year ? TimeFormat.short(day) : TimeFormat.long(day)
    }

    /// The method for projecting dates, followed by the number of days if the mean covers fewer days than usual.
    var method: String {
        pace.daysInMean == DownloadPace.meanDays
            ? MilestoneOutlook.method
            : "\(MilestoneOutlook.method) (\(NumberFormat.count(pace.daysInMean, "day")) so far)"
    }

    /// Returns a number with the mark of its kind, or an upper bound with just its "≤".
    private static func marked(_ text: String, _ kind: FigureKind) -> String {
        text.hasPrefix("≤") ? text : kind.mark + text
    }

    /// Returns a derived range in whole numbers with its mark.
    static func derived(_ range: ClosedRange<Double>) -> String { marked(rounded(range), .derived) }

    /// Returns a range in whole numbers; numbers below ten have one decimal.
    static func rounded(_ range: ClosedRange<Double>) -> String {
        func round(_ value: Double) -> Double {
            value.magnitude < 10 ? (value * 10).rounded() / 10 : value.rounded()
        }
        let (minimum, maximum) = (round(range.lowerBound), round(range.upperBound))
        // A range from zero only has an upper bound.
        return minimum == 0 && maximum > 0
            ? "≤" + NumberFormat.range(maximum...maximum) : NumberFormat.range(minimum...maximum)
    }
}
