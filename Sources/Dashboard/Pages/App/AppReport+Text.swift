import Canvas
import Growth
import History
import Market
import TimeSeries

extension AppReport {
    /// Returns the app's current rank in a chart as text: "#1 US Top Free", or "not ranked in US Top Free, last #84,
    /// Oct 3 14:00". If the rank was last seen more than an hour ago, the text says when: "#1 US Top Free, seen Oct 3".
    func rankText(in chart: Chart) -> String {
        guard let current = current(in: chart) else { return "no data for \(chart.titleInSentence)" }
        if let rank = current.rank {
            let seen = RankMilestoneText.time(current.seen, asOf: instant, in: zone)
            return "#\(rank.value) \(chart.titleInSentence)" + (instant - current.seen > 3600 ? ", seen \(seen)" : "")
        }
        let absence = current.isConfirmed ? "not ranked in" : "missing from the latest snapshot of"
        let last = ledger.rankRecord(of: app, in: chart, asOf: instant).map { record in
            ", last #\(record.last), \(RankMilestoneText.time(Timestamp(seconds: record.lastSeen), asOf: instant, in: zone))"
        }
        return "\(absence) \(chart.titleInSentence)\(last ?? "")"
    }

    /// The app's ratings in each storefront.
    var ratings: RatingReport { RatingReport(of: app, in: ledger, asOf: instant, zone: zone) }

    /// The app's downloads estimated from its ratings.
    var downloadsFromRatings: DownloadsFromRatings {
        ledger.downloadsFromRatings(of: app, counted, asOf: instant)
    }

    /// Returns the app's reviews.
    ///
    /// - Parameter start: The time of the launch; `nil` to count all reviews.
    func reviews(since start: Timestamp?) -> ReviewSummary {
        ReviewSummary(of: app, in: ledger, asOf: instant, since: start, zone: zone)
    }

    /// The newest download total as text: "~163,800 in 2 days to Oct 1, CA+US"; `nil` if there is no figure yet.
    var totalText: String? {
        guard let launch, let latest = downloads?.latest else { return nil }
        let day = launch.day0.advanced(by: latest.day)
        let mark = curve?.kind.mark ?? ""
        return
            "\(mark)\(NumberFormat.range(latest.total)) in \(NumberFormat.count(latest.day + 1, "day")) to \(dated(day)), "
            + launch.homeScope.label
    }

    /// Returns a day as text, with the year if it differs from the year of the instant.
    private func dated(_ day: Day) -> String {
        day.civil.year == instant.day.civil.year ? TimeFormat.short(day) : TimeFormat.long(day)
    }

    /// Returns a milestone's symbol, threshold, time and source, in that order, as styled text.
    func cells(of milestone: Milestone, theme: Theme) -> [StyledText] {
        let isClaim = milestone.kind == .claim
        let style = isClaim ? theme.claim : theme.milestone
        return [
            StyledText(isClaim ? FigureKind.claim.mark : Symbol.milestone, style),
            StyledText(threshold(of: milestone), style),
            StyledText(when(milestone), theme.text),
            StyledText(source(of: milestone), theme.faint),
        ]
    }

    /// Returns a milestone's threshold as text: "1M", "#1", "top 3". The rank itself may be better than the threshold.
    func threshold(of milestone: Milestone) -> String {
        guard milestone.metric == .rank else { return NumberFormat.short(Double(milestone.threshold)) }
        return milestone.threshold == 1 ? "#1" : "top \(milestone.threshold)"
    }

    private func when(_ milestone: Milestone) -> String {
        let latest = RankMilestoneText.time(milestone.latest, asOf: instant, in: zone)
        guard let earliest = milestone.earliest, milestone.kind != .claim else { return "by \(latest)" }
        if milestone.metric == .rank { return latest }
        let days = [earliest.day, milestone.latest.day]
        guard days.allSatisfy({ $0.civil.year == instant.day.civil.year }) else {
            return milestone.day.map(TimeFormat.long) ?? TimeFormat.span(days)
        }
        return milestone.day.map(TimeFormat.short)
            ?? "\(TimeFormat.short(days[0])) to \(TimeFormat.short(days[1]))"
    }

    private func source(of milestone: Milestone) -> String {
        let chart = milestone.chart.map { "\($0.titleInSentence), " }
        return "\(chart ?? "")\(milestone.kind.rawValue), \(milestone.source)"
    }

    /// Returns a figure with its period and scope as text: "Oct 4: ~98,500 CA+US", "Oct 2, 3 and 5: =280,300 in total,
    /// CA+US".
    func text(of observation: Observation) -> String {
        let figure = observation.figure
        let scope = scope(of: observation)
        switch observation.period {
        case .day(let day): return "\(date(day)): \(figure) \(scope)"
        case .days(let days):
            let year = days.last.map { isLaunchYear($0) ? "" : ", \($0.civil.year)" } ?? ""
            guard observation.metric.addsUp else { return "\(TimeFormat.list(days))\(year): \(figure) \(scope)" }
            return "\(TimeFormat.list(days))\(year): \(figure) in total, \(scope)"
        case .through(let day):
            guard let launch, day >= launch.day0 else {
                return "up to \(TimeFormat.long(day)): \(figure) in total, \(scope)"
            }
            return "\(firstDays(to: day, of: launch)): \(figure), \(scope)"
        case .total(let day): return "as of \(date(day)): \(figure) in total, \(scope)"
        case .within(let days):
            return "one day in \(span(days)): \(figure) \(scope)"
        }
    }

    /// Returns the period from day 0 to a day as text: "first day", "first 7 days".
    private func firstDays(to day: Day, of launch: Launch) -> String {
        let count = day.number - launch.day0.number + 1
        return count == 1 ? "first day" : "first \(count) days"
    }

    /// Returns a figure's scope as text, with the stores if they differ from those of the launch's own figures. Ranks
    /// never name a store, because their charts do.
    func scope(of observation: Observation) -> String {
        let outlets = observation.scope.outlets
        let isOwn = launch.map { outlets == $0.homeScope.outlets } ?? false
        let isNamed = observation.metric != .rank && !outlets.isEmpty && !isOwn
        return observation.scope.label + (isNamed ? " on \(outlets)" : "")
    }

    /// Returns a figure as text, preceded by its metric unless the metric is downloads: "sign-ups, first 2 days: …".
    func labeledText(of observation: Observation) -> String {
        observation.metric == .downloads
            ? text(of: observation) : "\(name(of: observation.metric)), \(text(of: observation))"
    }

    /// Returns a metric's name, followed by its unit for amounts of money: "sign-ups", "net revenue in US dollars".
    func name(of metric: Metric) -> String { metric.isWhole ? metric.name : "\(metric.name) in \(metric.unit)" }

    /// Returns a claim or a conflicting figure as text, with its publisher and publication date. Conflicting figures
    /// start with `≠`.
    func citedText(of figure: Observation) -> String {
        let sign = figure.kind == .claim ? "" : "\(Symbol.conflict) "
        return "\(sign)\(labeledText(of: figure)), \(figure.source.name), \(figure.source.published)"
    }

    /// Returns a day as text, with the year if it differs from the launch's year.
    func date(_ day: Day) -> String { isLaunchYear(day) ? TimeFormat.short(day) : TimeFormat.long(day) }

    /// Returns a range of days as text: "Oct 3 to Oct 5", with years unless both days are in the launch's year.
    func span(_ days: ClosedRange<Day>) -> String {
        isLaunchYear(days.lowerBound) && isLaunchYear(days.upperBound)
            ? "\(TimeFormat.short(days.lowerBound)) to \(TimeFormat.short(days.upperBound))"
            : TimeFormat.span([days.lowerBound, days.upperBound])
    }

    private func isLaunchYear(_ day: Day) -> Bool { day.civil.year == launch?.day0.civil.year }

    /// Comparisons of the launch's first week with other launches' first weeks in the same scope, one line each; empty
    /// without a launch.
    var comparisons: [String] {
        guard let launch else { return [] }
        return ledger.launches.filter { $0.id != launch.id }.compactMap { other in
            guard let week = WeekComparison(of: launch, with: other),
                max(week.launch.period.knownFrom, week.other.period.knownFrom) <= instant
            else { return nil }
            return
                "first week in \(week.scope.label): \(week.launch.figure), \(NumberFormat.percent(week.ratio)) of "
                + "\(other.title)'s \(week.other.figure)"
        }
    }
}
