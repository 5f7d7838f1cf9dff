import Growth
import Market

extension CompareReport {
    /// The maximum uncertainty, in hours, of a lead that is shown as a duration. A less certain lead is shown as a
    /// range of ages.
    private static let maximumHours = 24.0

    /// Returns the comparisons of the first launch with another launch, by totals and by ranks: "after 7 days: Sora is
    /// 4% behind ChatGPT (582,000 vs. 606,000 downloads in US, 96%)".
    func leadLines(against index: Int) -> [String] {
        guard leads.indices.contains(index) else { return [] }
        return [leads[index].map { line($0, index) }, rankLeads[index].map { line($0, index) }]
            .compactMap { $0 }
    }

    /// The comparisons of the first launch with all other launches as text.
    var leadLines: [String] { launches.indices.dropFirst().flatMap(leadLines) }

    /// Returns the comparison of totals in brief: "96%" and "of ChatGPT after 7 days"; `nil` if the ratio is unknown or
    /// too uncertain.
    func headline(against index: Int) -> (share: String, rest: String)? {
        guard leads.indices.contains(index), let lead = leads[index], let ahead = lead.ahead else { return nil }
        let share = 1 + ahead.lowerBound...1 + ahead.upperBound
        guard Self.isInformative(share) else { return nil }
        return (Self.percent(share), "of \(curves[index].name) \(when(lead.age))")
    }

    /// Returns an age as text, with its origin unless that's day 0: "after 3 days 14 h", "3 days 14 h after #1".
    private func when(_ age: Int64) -> String {
        let duration = Self.text(duration: age)
        return alignment.suffix.isEmpty ? "after \(duration)" : "\(duration)\(alignment.suffix)"
    }

    private func line(_ lead: LaunchLead, _ index: Int) -> String {
        let (first, other) = (curves[0].name, curves[index].name)
        let mark = lead.isRunning ? FigureKind.derived.mark : ""
        let share = lead.ahead.map { 1 + $0.lowerBound...1 + $0.upperBound }
        guard let ahead = lead.ahead, let share, Self.isInformative(share) else {
            // The lead is unknown, but each total has bounds.
            let mine = mark + Self.bounded(lead.mine)
            let theirs = Self.bounded(lead.theirs)
            return "\(when(lead.age)): \(first) has \(mine), \(other) \(theirs) \(Self.label(lead.measure))"
                + earlier(than: lead, index)
        }
        let mine = mark + NumberFormat.range(Self.rounded(lead.mine))
        let theirs = NumberFormat.range(Self.rounded(lead.theirs))
        let (time, reach) = hours(of: lead, other: other)
        return "\(when(lead.age)): \(first) is \(Self.text(ahead: ahead)) \(other)\(time) "
            + "(\(mine) vs. \(theirs) \(Self.label(lead.measure)), \(Self.percent(share)))\(reach)"
    }

    /// The maximum number of days to search backward for a known lead.
    private static let maximumLookback: Int64 = 60

    /// Returns the last known lead up to the age of `lead` as text: "; after 1 day: 11% ahead"; empty if there is none.
    private func earlier(than lead: LaunchLead, _ index: Int) -> String {
        let last = lead.age / Day.secondsPerDay
        for day in stride(from: last, to: max(0, last - Self.maximumLookback), by: -1) {
            let then = comparison.lead(atAge: day * Day.secondsPerDay, against: index)
            guard let ahead = then?.ahead, Self.isInformative(1 + ahead.lowerBound...1 + ahead.upperBound) else {
                continue
            }
            let text = Self.text(ahead: ahead)
            return
                "; after \(NumberFormat.count(Int(day), "day")): \(text.hasSuffix(" of") ? String(text.dropLast(3)) : text)"
        }
        return ""
    }

    /// Returns a lead as text: "8% ahead of", "3–5% behind", "between 3% behind and 5% ahead of".
    private static func text(ahead: ClosedRange<Double>) -> String {
        if ahead.lowerBound >= 0 { return "\(percent(ahead)) ahead of" }
        let behind = -ahead.upperBound ... -ahead.lowerBound
        if ahead.upperBound <= 0 { return "\(percent(behind)) behind" }
        return
            "between \(NumberFormat.percent(-ahead.lowerBound)) behind and \(NumberFormat.percent(ahead.upperBound)) ahead of"
    }

    /// Returns a total's range as text: "444,100–458,200"; "at most 4,000,000" if only a later total bounds it.
    private static func bounded(_ range: ClosedRange<Double>) -> String {
        let whole = rounded(range)
        return whole.lowerBound == 0 && whole.upperBound > 0
            ? "at most \(NumberFormat.plain(whole.upperBound))" : NumberFormat.range(whole)
    }

    /// Returns the lead in hours as text if it's known to within a day; otherwise, the ages between which the other
    /// launch reached the same total.
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
            return ("", "; \(other) reached this total after \(from) to \(to) days")
        }
        if minimum.rounded() == maximum.rounded() { return (", by \(text(maximum))", "") }
        if maximum <= 0 { return (", by \(text(maximum)) to \(text(minimum))", "") }
        if minimum >= 0 { return (", by \(text(minimum)) to \(text(maximum))", "") }
        return (", between \(text(minimum)) behind and \(text(maximum)) ahead", "")
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
