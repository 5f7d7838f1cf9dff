import Growth
import History
import Market

extension CompareReport {
    /// The maximum uncertainty, in hours, of a lead that is shown as a duration. A less certain lead is shown as a
    /// range of ages.
    private static let maximumHours = 24.0

    /// Returns the comparisons of the first launch with another launch, by totals and by ranks: "after 7 days: ChatGPT
    /// leads, 4% ahead of Sora (606,000 vs. 582,000 downloads in US, 104%)". As in the table, percentages are relative
    /// to the first launch.
    func leadLines(against index: Int) -> [String] {
        guard leads.indices.contains(index) else { return [] }
        return [
            leads[index].map { line($0, index) } ?? missingLeads[index],
            rankLine(against: index),
        ]
        .compactMap { $0 }
    }

    /// Returns the comparison of ranks at the first launch's age. If the other launch's ranks at that age aren't known, for
    /// recorded data the best ranks up to the end of that day; `nil` if there is neither.
    func rankLine(against index: Int) -> String? {
        if let lead = rankLeads[index] { return line(lead, index) }
        let day = Int(max(0, instant - curves[0].origin) / Day.secondsPerDay)
        guard index > 0, let chart,
            launches[0].counterpart(of: chart).map({ launches[0].data.rankings[$0] != nil }) == true,
            let mine = bestRank(of: 0, inFirst: day + 1), let theirs = bestRank(of: index, inFirst: day + 1)
        else { return nil }
        return "by day \(day), \(chart.shortTitle): \(curves[0].name) best #\(mine.value) so far, "
            + "\(curves[index].name) best #\(theirs.value)"
    }

    /// Returns the index of the launch whose comparison with the first launch is shown: the selected launch or, if that
    /// is the first one, the first launch that can be compared with it; `nil` if there is nothing to show.
    ///
    /// - Parameter focus: The index of the selected launch.
    func shownComparison(focus: Int) -> Int? {
        let wanted = max(1, focus)
        func isCompared(_ index: Int) -> Bool { leads[index] != nil || rankLine(against: index) != nil }
        let hasLines = launches.indices.dropFirst().filter { isCompared($0) || missingLeads[$0] != nil }
        return hasLines.first { $0 == wanted && (focus > 0 || isCompared($0)) } ?? hasLines.first(where: isCompared)
            ?? hasLines.first
    }

    /// The comparisons of the first launch with all other launches as text.
    var leadLines: [String] {
        // Several launches may have the same reason for no comparison.
        var seen: Set<String> = []
        return launches.indices.dropFirst().flatMap(leadLines).filter { seen.insert($0).inserted }
    }

    /// Returns the comparison of totals in brief: "104%" and "ChatGPT relative to Sora, after 7 days"; `nil` if the
    /// ratio is unknown or too uncertain.
    func headline(against index: Int) -> (share: String, rest: String)? {
        guard leads.indices.contains(index), let lead = leads[index], let ratio = lead.ratio,
            Self.isInformative(ratio)
        else { return nil }
        return (Self.percent(ratio), "\(curves[index].name) relative to \(curves[0].name), \(when(lead.age))")
    }

    /// Returns an age as text, with its origin unless that's day 0: "after 3 days 14 h", "3 days 14 h after #1". The
    /// current age includes the day that has just ended: "after 3 days (day 2)".
    func when(_ age: Int64) -> String {
        let duration = Self.text(duration: age)
        guard alignment.suffix.isEmpty else { return "\(duration)\(alignment.suffix)" }
        let isDayEnd = age == totalsAge && age % Day.secondsPerDay == 0 && age > 0
        return "after \(duration)\(isDayEnd ? " (day \(age / Day.secondsPerDay - 1))" : "")"
    }

    private func line(_ lead: LaunchLead, _ index: Int) -> String {
        let (first, other) = (curves[0].name, curves[index].name)
        let isProjected = lead.projectedFrom != nil
        let (mark, otherMark) = (isProjected ? FigureKind.derived.mark : self.mark(0, lead), self.mark(index, lead))
        guard let ratio = lead.ratio, Self.isInformative(ratio) else {
            // Each total has bounds, which may show who leads.
            let mine = mark + Self.bounded(lead.shownMine)
            let theirs = otherMark + Self.bounded(lead.shownTheirs)
            let totals = "\(first) has \(mine), \(other) \(theirs) \(Self.label(lead.measure))\(projection(of: lead))"
            let leader = lead.ratio.flatMap { Self.certainLeader(first, other, $0) }
            return "\(when(lead.age)): \(leader.map { "\($0): " } ?? "")\(totals)"
                + (leader == nil ? earlier(than: lead, index) : "")
        }
        let mine = mark + NumberFormat.range(lead.shownMine)
        let theirs = otherMark + NumberFormat.range(lead.shownTheirs)
        let (time, reach) = ratio == 1...1 ? ("", "") : hours(of: lead, other: other)
        let isLarge = ratio.lowerBound >= Self.largeFactor || ratio.upperBound <= 1 / Self.largeFactor
        let share = isLarge ? "" : ", \(Self.percent(ratio))"
        return "\(when(lead.age)): \(Self.standing(first, other, ratio))\(time) "
            + "(\(theirs) vs. \(mine) \(Self.label(lead.measure))\(share))\(reach)\(projection(of: lead))"
    }

    /// Returns what a projected total is based on as text: "; Pebble's total is projected from 6,850 after 3 days"; empty
    /// for a reported total.
    private func projection(of lead: LaunchLead) -> String {
        lead.projectedFrom.map { report in
            "; \(curves[0].name)'s total is projected from \(NumberFormat.range(Self.rounded(report.total))) "
                + "after \(Self.text(duration: report.age))"
        } ?? ""
    }

    /// Returns who certainly leads although the ratio is known only roughly: "ChatGPT leads, with at least 12 times the
    /// total of Sora"; `nil` if either may lead.
    ///
    /// - Parameter ratio: The other launch's total as a multiple of the first one's.
    private static func certainLeader(_ first: String, _ other: String, _ ratio: ClosedRange<Double>) -> String? {
        func lead(_ leader: String, _ factor: Double, _ behind: String) -> String {
            guard factor >= 2 else { return "\(leader) leads" }
            return "\(leader) leads, with at least \(Int(factor)) times the total of \(behind)"
        }
        if ratio.lowerBound > 1 { return lead(other, ratio.lowerBound, first) }
        if ratio.upperBound < 1, ratio.upperBound > 0 { return lead(first, 1 / ratio.upperBound, other) }
        return nil
    }

    /// Returns the mark of the kind of a launch's totals in a comparison. A total within a day is derived from the counts
    /// of whole days.
    private func mark(_ index: Int, _ lead: LaunchLead) -> String {
        let kind = curves[index].best(in: lead.measure, like: curves[0].series)?.kind
        return (kind == .exact && lead.isWithinDay ? .derived : kind)?.mark ?? ""
    }

    /// The maximum number of days to search backward for a known lead.
    private static let maximumLookback: Int64 = 60

    /// Returns the last known lead up to the age of `lead` as text: "; after 1 day: Sora leads, ChatGPT is 10% behind";
    /// empty if there is none.
    private func earlier(than lead: LaunchLead, _ index: Int) -> String {
        let last = lead.age / Day.secondsPerDay
        for day in stride(from: last, to: max(0, last - Self.maximumLookback), by: -1) {
            let then = comparison.lead(atAge: day * Day.secondsPerDay, against: index)
            guard let ratio = then?.ratio, Self.isInformative(ratio) else { continue }
            let standing = Self.standing(curves[0].name, curves[index].name, ratio)
            return "; after \(NumberFormat.count(Int(day), "day")): \(standing)"
        }
        return ""
    }

    /// The factor from which a lead is a multiple instead of a percentage.
    private static let largeFactor = 10.0

    /// Returns a factor as text: "about 12 times", "190 to 264 times".
    private static func times(_ factor: ClosedRange<Double>) -> String {
        let (low, high) = (Int(factor.lowerBound.rounded(.down)), Int(factor.upperBound.rounded(.up)))
        return low + 1 >= high ? "about \(Int(factor.lowerBound.rounded())) times" : "\(low) to \(high) times"
    }

    /// Returns who leads as text: "Sora leads, ChatGPT is 7% behind", "ChatGPT leads, 3–5% ahead of Sora", "ChatGPT is
    /// between 3% behind and 5% ahead of Sora".
    ///
    /// - Parameter ratio: The other launch's total as a multiple of the first one's.
    private static func standing(_ first: String, _ other: String, _ ratio: ClosedRange<Double>) -> String {
        if ratio == 1...1 { return "\(other) is level with \(first)" }
        if ratio.lowerBound >= largeFactor { return "\(other) leads, with \(times(ratio)) the total of \(first)" }
        if ratio.upperBound <= 1 / largeFactor, ratio.lowerBound > 0 {
            return "\(first) leads, with \(times(1 / ratio.upperBound...1 / ratio.lowerBound)) the total of \(other)"
        }
        let ahead = ratio.lowerBound - 1...ratio.upperBound - 1
        let behind = 1 - ratio.upperBound...1 - ratio.lowerBound
        if ratio.upperBound <= 1 { return "\(first) leads, \(other) is \(percent(behind)) behind" }
        if ratio.lowerBound >= 1 { return "\(other) leads, \(percent(ahead)) ahead of \(first)" }
        let (most, least) = (NumberFormat.percent(behind.upperBound), NumberFormat.percent(ahead.upperBound))
        return "\(other) is between \(most) behind and \(least) ahead of \(first)"
    }

    /// Returns a total's range as text: "444,100–458,200"; "at most 4,000,000" if only a later total bounds it.
    private static func bounded(_ range: ClosedRange<Double>) -> String {
        range.lowerBound == 0 && range.upperBound > 0
            ? "at most \(NumberFormat.plain(range.upperBound))" : NumberFormat.range(range)
    }

    /// Returns the other launch's distance in hours as text if it's known to within a day; otherwise, the ages between
    /// which it reached the first launch's total.
    private func hours(of lead: LaunchLead, other: String) -> (time: String, reach: String) {
        guard let hours = lead.hours else { return ("", "") }
        let (minimum, text) = (hours.minimum, Self.text(hours:))
        guard let maximum = hours.maximum else {
            return (minimum.rounded() >= 1 ? ", by at least \(text(minimum))" : "", "")
        }
        guard maximum - minimum <= Self.maximumHours else {
            let day = Double(Day.secondsPerDay)
            let from = Int(((Double(lead.age) + minimum * 3600) / day).rounded(.down))
            let to = Int(((Double(lead.age) + maximum * 3600) / day).rounded(.up))
            return ("", "; \(other) reached \(curves[0].name)'s total after \(from) to \(to) days")
        }
        if minimum.rounded() == maximum.rounded() { return (", by \(text(maximum))", "") }
        if maximum <= 0 { return (", by \(text(maximum)) to \(text(minimum))", "") }
        if minimum >= 0 { return (", by \(text(minimum)) to \(text(maximum))", "") }
        return (", between \(text(maximum)) behind and \(text(minimum)) ahead", "")
    }

    private func line(_ lead: RankLead, _ index: Int) -> String {
        let (first, other) = (curves[0], curves[index])
        func text(_ rank: Rank?) -> String { rank.map { "#\($0.value)" } ?? "not ranked" }
        // Skip this if the rank was first reached at exactly this age, which is already shown.
        let before = lead.theirFirst.flatMap { $0 < lead.age ? $0 : nil }
        let reached = before.map { ", reached \(text(lead.mine)) after \(Self.text(duration: $0))" } ?? ""
        return "\(when(lead.age)), \(lead.chart.shortTitle): \(first.name) \(text(lead.mine)), "
            + "\(other.name) \(text(lead.theirs))\(reached)"
    }
}

extension LaunchLead {
    /// Whether the totals are interpolated within a day.
    var isWithinDay: Bool { age % Day.secondsPerDay != 0 }

    /// ``mine`` as shown: whole numbers, with three significant digits if it's projected or interpolated.
    var shownMine: ClosedRange<Double> { shown(mine, isCalculated: isWithinDay || projectedFrom != nil) }

    /// ``theirs`` as shown: whole numbers, with three significant digits if it's interpolated.
    var shownTheirs: ClosedRange<Double> { shown(theirs, isCalculated: isWithinDay) }

    private func shown(_ total: ClosedRange<Double>, isCalculated: Bool) -> ClosedRange<Double> {
        guard isCalculated else { return CompareReport.rounded(total) }
        return NumberFormat.threeDigits(total.lowerBound)...NumberFormat.threeDigits(total.upperBound)
    }
}
