import History
import Market
import TimeSeries

extension Alert {
    init(_ finding: RuleState.Finding, of rule: AlertRule, number: Int, _ ledger: LedgerSnapshot) {
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
            case .source(let label): label
            }
        (title, text) = ("", "")
        (title, text) = Self.defaultText(finding, rule.condition, name: name, ledger)
        if let message = rule.message { text = message.filled(from: self) }
    }

    private static func defaultText(
        _ finding: RuleState.Finding,
        _ condition: AlertCondition,
        name: String,
        _ ledger: LedgerSnapshot
    ) -> (title: String, text: String) {
        let confirmed = "confirmed \(clock(finding.confirmedAt))"
        switch finding.subject {
        case .rank(_, let chart):
            let title = "\(name) \(change(finding, condition))"
            let sentence = "\(name) \(change(finding, condition, in: label(of: chart)))\(earlierRank(finding))"
            return (title, "\(sentence); \(confirmed)")
        case .counter(let counter):
            let total = ledger.counters[counter]?.total
            let title = "\(name) has \(grouped(total?.value.lowerBound ?? 0)) downloads"
            let day = total.map { Day(number: $0.lastDay) } ?? Timestamp(seconds: finding.confirmedAt).day
            let origin = "\(counter.scope.label); source: \(counter.source) (\(counter.kind.rawValue))"
            return (title, "\(title) through \(day.iso8601) \(origin)")
        case .source(let label):
            let source = ledger.sources.first { $0.source == label }
            let title = "\(label) is stale"
            let last = source?.lastSuccess.map { "last success \($0.iso8601)" } ?? "no successful poll in this run"
            let frozen = source?.frozenSince.map { "frozen: its \"updated\" has not changed since \($0.iso8601)" }
            return (title, "\(title): \(source?.error ?? frozen ?? last); \(confirmed)")
        }
    }

    /// Returns a description of a rank change, such as "entered the top 10 at #3". Names the chart if `chart` is given.
    private static func change(
        _ finding: RuleState.Finding,
        _ condition: AlertCondition,
        in chart: String? = nil
    ) -> String {
        let now = text(ofRank: finding.rank)
        let suffix = chart.map { " in \($0)" } ?? ""
        switch condition {
        case .rank: return "is \(now)\(suffix)"
        case .enters(nil, _): return "entered \(chart ?? "the chart") at \(now)"
        case .enters(let top?, _): return "entered the top \(top.value) at \(now)\(suffix)"
        case .leaves(nil, _): return "left \(chart ?? "the chart")"
        case .leaves(let top?, _): return "left the top \(top.value): now \(now)\(suffix)"
        case .moved, .downloads, .sourceStale:
            guard let movement = finding.movement else { return "moved to \(now)\(suffix)" }
            let isExact = movement.from != nil && movement.to != nil
            let count = abs(movement.ranks)
            let distance = "\(isExact ? "" : "at least ")\(count) \(count == 1 ? "rank" : "ranks")"
            let verb = movement.ranks < 0 ? "fell" : "climbed"
            let time = duration(movement.seconds)
            return "\(verb) \(distance) in \(time): \(text(ofRank: movement.from)) → \(now)\(suffix)"
        }
    }

    /// Returns " (was #14)" or " (was not ranked)"; empty for a movement, whose text has both ranks, and if there is no
    /// earlier snapshot.
    private static func earlierRank(_ finding: RuleState.Finding) -> String {
        guard finding.movement == nil else { return "" }
        switch finding.earlier {
        case .noSnapshot: return ""
        case .notRanked: return " (was not ranked)"
        case .rank(let rank): return " (was #\(rank))"
        }
    }

    private static func text(ofRank rank: Int?) -> String { rank.map { "#\($0)" } ?? "not ranked" }

    /// Returns "US Top Free", or "US Top Free (all but games)" for an edition without games.
    private static func label(of chart: Chart) -> String {
        chart.genre == nil && chart.edition != .all ? "\(chart.place) (\(chart.genreTitle))" : chart.place
    }

    /// Returns a time of day: "14:15 UTC".
    private static func clock(_ seconds: Int64) -> String {
        let minute = Timestamp(seconds: seconds).secondOfDay / 60
        func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(twoDigits(minute / 60)):\(twoDigits(minute % 60)) UTC"
    }

    /// Returns a rounded duration: "23 h", "50 min".
    private static func duration(_ seconds: Int64) -> String {
        seconds >= 5400 ? "\((seconds + 1800) / 3600) h" : "\(max(1, (seconds + 30) / 60)) min"
    }

    /// Returns a number with thousands separators: "1,000,500".
    private static func grouped(_ number: Int64) -> String {
        var digits = String(number.magnitude)[...]
        var groups: [Substring] = []
        while digits.count > 3 {
            groups.insert(digits.suffix(3), at: 0)
            digits = digits.dropLast(3)
        }
        groups.insert(digits, at: 0)
        return (number < 0 ? "-" : "") + groups.joined(separator: ",")
    }
}
