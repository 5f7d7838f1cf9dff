import Canvas
import Growth
import History
import Market

extension AppReport {
    /// "#1 US Top Free, seen 3 Oct 2025".
    func rankSentence(in chart: Chart) -> String {
        guard let current = current(in: chart) else { return "not seen yet in \(chart.place)" }
        let rank =
            current.rank.map { "#\($0.value)" } ?? (current.isConfirmed ? "off the chart" : "not on the last list of")
        return "\(rank) \(chart.place), seen \(TimeFormat.instant(current.seen, in: zone))"
    }

    /// "~163,800 by the end of day 1 (1 Oct), CA+US, Appfigures via …"; `nil` where no figure stands yet.
    var totalSentence: String? {
        guard let launch, let latest = downloads?.latest else { return nil }
        let day = launch.day0.advanced(by: latest.day)
        let mark = curve?.kind.mark ?? ""
        return
            "\(mark)\(NumberFormat.range(latest.total)) in \(NumberFormat.count(latest.day + 1, "day")) to \(TimeFormat.short(day)), "
            + launch.homeScope.label
    }

    /// The milestone's mark, threshold, time and source, in that order.
    func words(of milestone: Milestone, theme: Theme) -> [StyledText] {
        let isClaim = milestone.kind == .claim
        let style = isClaim ? theme.claim : theme.milestone
        return [
            StyledText(isClaim ? "“" : "◆", style),
            StyledText(threshold(of: milestone), style),
            StyledText(when(milestone), theme.text),
            StyledText(source(of: milestone), theme.faint),
        ]
    }

    func threshold(of milestone: Milestone) -> String {
        guard milestone.metric == .rank else { return NumberFormat.short(Double(milestone.threshold)) }
        guard milestone.threshold > 3 else { return "#\(milestone.threshold)" }
        return "top \(milestone.threshold)"
    }

    private func when(_ milestone: Milestone) -> String {
        if milestone.kind == .claim { return "by \(TimeFormat.long(milestone.latest.day))" }
        guard let earliest = milestone.earliest else { return "by \(TimeFormat.instant(milestone.latest, in: zone))" }
        if milestone.metric == .rank { return TimeFormat.instant(milestone.latest, in: zone) }
        if let day = milestone.day { return TimeFormat.long(day) }
        return "\(TimeFormat.short(earliest.day)) to \(TimeFormat.long(milestone.latest.day))"
    }

    private func source(of milestone: Milestone) -> String {
        let place = milestone.chart.map { "\($0.place), " }
        return "\(place ?? "")\(milestone.kind.rawValue), \(milestone.source)"
    }

    /// "4 Oct: ~98,500", "2, 3 and 5 Oct: =280,300 together".
    func words(of observation: Observation) -> String {
        let figure = observation.figure
        let scope = scope(of: observation)
        switch observation.period {
        case .day(let day): return "\(date(day)): \(figure) \(scope)"
        case .days(let days):
            let year = days.last.map { isLaunchYear($0) ? "" : " \($0.civil.year)" } ?? ""
            guard observation.metric.addsUp else { return "\(TimeFormat.list(days))\(year): \(figure) \(scope)" }
            return "\(TimeFormat.list(days))\(year): \(figure) together, \(scope)"
        case .through(let day):
            guard let launch, day >= launch.day0 else {
                return "to \(TimeFormat.long(day)): \(figure) in all, \(scope)"
            }
            return "first \(NumberFormat.count(day.number - launch.day0.number + 1, "day")): \(figure), \(scope)"
        case .total(let day): return "on \(date(day)): \(figure) in all, \(scope)"
        case .within(let days):
            let ends = "\(date(days.lowerBound)) to \(date(days.upperBound))"
            return "on one day of \(ends): \(figure) \(scope)"
        }
    }

    /// Where a figure holds, with its outlets where these are not those of the launch's own figures; a rank's are its
    /// chart's.
    private func scope(of observation: Observation) -> String {
        let outlets = observation.scope.outlets
        let isOwn = launch.map { outlets == $0.homeScope.outlets } ?? false
        let isNamed = observation.metric != .rank && !outlets.isEmpty && !isOwn
        return observation.scope.label + (isNamed ? " on \(outlets)" : "")
    }

    /// What a figure counts, where that is not downloads: "sign-ups, first 2 days: …".
    func namedWords(of observation: Observation) -> String {
        observation.metric == .downloads
            ? words(of: observation) : "\(name(of: observation.metric)), \(words(of: observation))"
    }

    /// "sign-ups"; of money with its currency.
    func name(of metric: Metric) -> String { metric.isWhole ? metric.rawValue : "\(metric.rawValue) in \(metric.unit)" }

    /// What is said beside the launch's own figures: claims with their mark, and figures that disagree with `≠`.
    func wordsBeside(_ figure: Observation) -> String {
        let mark = figure.kind == .claim ? "" : "≠ "
        return "\(mark)\(namedWords(of: figure)), \(figure.source.name), \(figure.source.published)"
    }

    /// The day, with its year where that is not the launch's.
    func date(_ day: Day) -> String { isLaunchYear(day) ? TimeFormat.short(day) : TimeFormat.long(day) }

    private func isLaunchYear(_ day: Day) -> Bool { day.civil.year == launch?.day0.civil.year }

    /// Sentences that compare the first week with the other launches' of the same scope.
    var comparisons: [String] {
        guard let launch else { return [] }
        return ledger.launches.filter { $0.id != launch.id }.compactMap { other in
            guard let week = WeekComparison(of: launch, with: other),
                max(week.launch.period.standsFrom, week.other.period.standsFrom) <= instant
            else { return nil }
            return
                "first week, \(week.scope.label) only: \(week.launch.figure), \(NumberFormat.percent(week.ratio)) of "
                + "\(other.title)'s \(week.other.figure)"
        }
    }
}
