import Growth
import Market

extension CompareReport {
    /// An interval of hours that is longer than this is not known by reports of the day, but by those around it.
    private static let longestHours = 24.0

    /// "at D+7 Sora is 4 % behind ChatGPT: Sora's 582,000 is 96 % of ChatGPT's 606,000 downloads in US", and the same by
    /// ranks.
    func ghostSentences(against index: Int) -> [String] {
        guard ghosts.indices.contains(index) else { return [] }
        return [ghosts[index].map { sentence($0, index) }, rankGhosts[index].map { sentence($0, index) }]
            .compactMap { $0 }
    }

    /// Those against all others.
    var ghostSentences: [String] { entrants.indices.dropFirst().flatMap(ghostSentences) }

    /// "at D+3 h 14", "at D+3 h 14 after #1".
    private func when(_ age: Int64) -> String { "at \(Self.words(age: age))\(alignment.suffix)" }

    private func sentence(_ ghost: LaunchGhost, _ index: Int) -> String {
        let (first, other) = (curves[0].name, curves[index].name)
        let reckoned = ghost.isRunning ? FigureKind.derived.mark : ""
        let share = ghost.lead.map { 1 + $0.lowerBound...1 + $0.upperBound }
        guard let lead = ghost.lead, let share, Self.isTelling(share) else {
            // Where they stand to each other is not known; what each has is.
            let mine = reckoned + Self.bounded(ghost.mine)
            let theirs = Self.bounded(ghost.theirs)
            return "\(when(ghost.age)) \(first) has \(mine) and \(other) \(theirs) \(Self.words(ghost.measure))"
                + earlier(than: ghost, index)
        }
        let mine = "\(first)'s \(reckoned)\(NumberFormat.range(Self.rounded(ghost.mine)))"
        let theirs = "\(other)'s \(NumberFormat.range(Self.rounded(ghost.theirs)))"
        let (time, reach) = hours(of: ghost, other: other)
        return "\(when(ghost.age)) \(first) is \(Self.words(lead: lead)) \(other)\(time): "
            + "\(mine) is \(Self.percent(share)) of \(theirs) \(Self.words(ghost.measure))\(reach)"
    }

    /// Days that are looked back for one at which both are known.
    private static let longestLookBack: Int64 = 60

    /// "; at D+1 it was 11 % ahead": the last day's end at which it is known how the two stood.
    private func earlier(than ghost: LaunchGhost, _ index: Int) -> String {
        let last = ghost.age / Day.secondsPerDay
        for day in stride(from: last, to: max(0, last - Self.longestLookBack), by: -1) {
            let then = comparison.ghost(atAge: day * Day.secondsPerDay, against: index)
            guard let lead = then?.lead, Self.isTelling(1 + lead.lowerBound...1 + lead.upperBound) else { continue }
            let words = Self.words(lead: lead)
            return "; at D+\(day) it was \(words.hasSuffix(" of") ? String(words.dropLast(3)) : words)"
        }
        return ""
    }

    /// "8 % ahead of", "3–5 % behind", "between 3 % behind and 5 % ahead of".
    private static func words(lead: ClosedRange<Double>) -> String {
        if lead.lowerBound >= 0 { return "\(percent(lead)) ahead of" }
        let behind = -lead.upperBound ... -lead.lowerBound
        if lead.upperBound <= 0 { return "\(percent(behind)) behind" }
        return
            "between \(NumberFormat.percent(-lead.lowerBound)) behind and \(NumberFormat.percent(lead.upperBound)) ahead of"
    }

    /// "444,100–458,200"; "at most 4,000,000" where only a later total bounds it.
    private static func bounded(_ range: ClosedRange<Double>) -> String {
        let whole = rounded(range)
        return whole.lowerBound == 0 && whole.upperBound > 0
            ? "at most \(NumberFormat.plain(whole.upperBound))" : NumberFormat.range(whole)
    }

    /// By how many hours it is ahead or behind, where that is known within a day; else between which ages the other had
    /// as many, which are those of the totals that are known of it.
    private func hours(of ghost: LaunchGhost, other: String) -> (time: String, reach: String) {
        guard let hours = ghost.hours else { return ("", "") }
        let (least, words) = (hours.least, Self.words(hours:))
        guard let most = hours.most else { return (least.rounded() >= 1 ? ", by at least \(words(least))" : "", "") }
        guard most - least <= Self.longestHours else {
            let day = Double(Day.secondsPerDay)
            let from = Int(((Double(ghost.age) + least * 3600) / day).rounded(.down))
            let to = Int(((Double(ghost.age) + most * 3600) / day).rounded(.up))
            return ("", "; \(other) had as many between D+\(from) and D+\(to)")
        }
        if least.rounded() == most.rounded() { return (", by \(words(most))", "") }
        if most <= 0 { return (", by \(words(most)) to \(words(least))", "") }
        if least >= 0 { return (", by \(words(least)) to \(words(most))", "") }
        return (", between \(words(least)) behind and \(words(most)) ahead", "")
    }

    private func sentence(_ ghost: RankGhost, _ index: Int) -> String {
        let (first, other) = (curves[0], curves[index])
        func place(_ rank: Rank?) -> String { rank.map { "#\($0.value)" } ?? "off the chart" }
        // That it came there just then says no more than that it is there.
        let before = ghost.theirFirst.flatMap { $0 < ghost.age ? $0 : nil }
        let reached = before.map { ", which came to \(place(ghost.mine)) at \(Self.words(age: $0))" } ?? ""
        return "\(when(ghost.age)) \(first.name) is \(place(ghost.mine)) in \(ghost.chart.shortTitle), and "
            + "\(other.name) was \(place(ghost.theirs))\(reached)"
    }
}
