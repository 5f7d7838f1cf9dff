import History
public import Market
import TimeSeries

extension Alert {
    /// Creates an alert from a finding, and generates the alert's title and text.
    ///
    /// - Parameter zone: The time zone for times in the text.
    init(_ finding: RuleState.Finding, of rule: AlertRule, number: Int, _ ledger: LedgerSnapshot, zone: TimeZoneTable) {
        self.number = number
        self.rule = rule
        subject = finding.subject
        rank = finding.rank.flatMap { Rank($0) }
        firstSeen = Timestamp(seconds: finding.firstSeen)
        confirmedAt = Timestamp(seconds: finding.confirmedAt)
        name =
            switch finding.subject {
            case .rank(let app, let chart): ledger.name(of: app, in: chart.storefront, asOf: confirmedAt)
            case .counter(let counter): ledger.name(of: counter.app, asOf: confirmedAt)
            case .listing(let app, let storefront): ledger.name(of: app, in: storefront, asOf: confirmedAt)
            case .source(let label): label
            }
        change = Self.change(finding, rule.condition)
        (title, text) = ("", "")
        (title, text) = defaultText(finding, ledger, zone)
        if let message = rule.message { text = message.filled(from: self) }
    }

    /// Returns the default title and text. The text is the title with details such as the earlier rank and the
    /// confirmation.
    private func defaultText(
        _ finding: RuleState.Finding,
        _ ledger: LedgerSnapshot,
        _ zone: TimeZoneTable
    ) -> (title: String, text: String) {
        switch finding.subject {
        case .rank(_, let chart):
            let standing = rank.map { "is #\($0.value)" } ?? "is not ranked"
            let title = "\(name) \(standing) in \(Self.label(of: chart))\(change.map { ": \($0)" } ?? "")"
            return (title, "\(title)\(Self.earlierRank(finding)); \(confirmation(by: "poll", zone))")
        case .counter(let counter):
            let total = ledger.counters[counter]?.total
            let amount = "\(name) has \(NumberFormat.grouped(total?.value.lowerBound ?? 0)) downloads"
            let day = total.map { Day(number: $0.lastDay) } ?? confirmedAt.day
            let origin = "\(counter.scope.label); source: \(counter.source) (\(counter.kind.rawValue))"
            return ("\(amount) \(counter.scope.label)", "\(amount) through \(day.iso8601) \(origin)")
        case .listing(_, let storefront) where finding.reviews != nil:
            return reviewText(finding, storefront, zone)
        case .listing(let app, let storefront):
            let state = ledger.listings(of: app).first { $0.storefront == storefront }?.series.last?.state
            let stars = state?.averageRating.map { "\(Self.stars(Int64($0 * 100))) stars" }
            let ratings = state?.ratingCount.map { NumberFormat.count(Int($0), "rating") }
            let isCount = if case .ratings = rule.condition { true } else { false }
            let (first, second) = isCount ? (ratings, stars) : (stars, ratings)
            let title = "\(name) has \(first ?? "no ratings") in \(storefront.label)\(change.map { ": \($0)" } ?? "")"
            let detail = second.map { " (\($0))" } ?? ""
            return (title, "\(title)\(detail); \(confirmation(by: "poll", zone))")
        case .source(let label):
            let source = ledger.sources.first { $0.source == label }
            let title = "\(label) is stale"
            func age(_ time: Timestamp) -> String { TimeFormat.age(confirmedAt - time) }
            let last =
                source?.lastSuccess.map { "no successful poll for \(age($0))" } ?? "no successful poll in this run"
            let frozen = source?.frozenSince.map { "frozen: its \"updated\" time hasn't changed for \(age($0))" }
            let reason = source?.errorWithoutName ?? frozen ?? last
            return (title, "\(title): \(reason); \(confirmation(by: "check", zone))")
        }
    }

    /// Returns the title and the text of an alert about reviews.
    private func reviewText(
        _ finding: RuleState.Finding,
        _ storefront: Storefront,
        _ zone: TimeZoneTable
    ) -> (title: String, text: String) {
        guard case .reviews(let condition) = rule.condition, let reviews = finding.reviews else { return ("", "") }
        let stars = condition.stars.map { "\($0)-star " } ?? ""
        let title =
            "\(name) has \(NumberFormat.count(reviews.count, "\(stars)review")) in \(storefront.label) within "
            + Self.duration(condition.seconds)
        return (title, "\(title); the last is from \(TimeFormat.clockAndZone(reviews.last, in: zone))")
    }

    /// Returns the text with the time of the confirmation in a time zone. The text itself has the time zone of the
    /// process that evaluated the rule. A rule's own message is unchanged.
    public func text(in zone: TimeZoneTable) -> String {
        for means in ["poll", "check"] {
            if let start = text.firstRange(of: "; \(Self.confirmed(by: means))")?.lowerBound {
                return "\(text[..<start]); \(confirmation(by: means, zone))"
            }
        }
        return text
    }

    private static func confirmed(by means: String) -> String { "confirmed by a second \(means) at " }

    /// Returns the confirmation as text, such as "confirmed by a second poll at 14:15 UTC, 15 min after the first".
    private func confirmation(by means: String, _ zone: TimeZoneTable) -> String {
        let delay = TimeFormat.age(confirmedAt - firstSeen)
        let time = TimeFormat.clockAndZone(confirmedAt, in: zone)
        return "\(Self.confirmed(by: means))\(time), \(delay) after the first"
    }

    /// Returns the change to report in addition to the rank, such as "entered top 10"; `nil` if there is none.
    private static func change(_ finding: RuleState.Finding, _ condition: AlertCondition) -> String? {
        switch condition {
        case .rank(let top, _): return top == .first ? nil : "in top \(top.value)"
        case .enters(nil, _): return "entered the chart"
        case .enters(let top?, _): return "entered top \(top.value)"
        case .leaves(nil, _): return "left the chart"
        case .leaves(let top?, _): return "left top \(top.value)"
        case .moved:
            guard let movement = finding.movement else { return nil }
            let isExact = movement.from != nil && movement.to != nil
            let distance = "\(isExact ? "" : "at least ")\(NumberFormat.count(abs(movement.ranks), "rank"))"
            return "\(movement.ranks < 0 ? "fell" : "climbed") \(distance) in \(duration(movement.seconds))"
        case .rating(let bound, _): return "below \(stars(bound))"
        case .downloads, .ratings, .reviews, .sourceStale: return nil
        }
    }

    /// Returns a number of stars in hundredths as text: "4", "3.99". Averages are rounded down, so that an average below a
    /// bound never looks like the bound.
    private static func stars(_ hundredths: Int64) -> String {
        let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
        return rest == 0 ? "\(whole)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// Returns the earlier rank as text, " (was #14)" or " (was not ranked)"; empty if there is no earlier snapshot.
    private static func earlierRank(_ finding: RuleState.Finding) -> String {
        if let movement = finding.movement { return movement.from.map { " (was #\($0))" } ?? " (was not ranked)" }
        switch finding.earlier {
        case .noSnapshot: return ""
        case .notRanked: return " (was not ranked)"
        case .rank(let rank): return " (was #\(rank))"
        }
    }

    /// Returns the name of a chart, such as "US Top Free", or "US Top Free (all but games)" for the edition that
    /// excludes games.
    private static func label(of chart: Chart) -> String {
        chart.genre == nil && chart.edition != .all
            ? "\(chart.titleInSentence) (\(chart.genreTitle))" : chart.titleInSentence
    }

    /// Returns a number of seconds as a rounded duration, such as "23 h" or "50 min".
    private static func duration(_ seconds: Int64) -> String {
        seconds >= 5400 ? "\((seconds + 1800) / 3600) h" : "\(max(1, (seconds + 30) / 60)) min"
    }
}
