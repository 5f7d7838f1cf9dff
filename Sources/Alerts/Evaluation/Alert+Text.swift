import History
import Market
import TimeSeries

extension Alert {
    init(_ finding: RuleState.Finding, of rule: AlertRule, number: Int, _ ledger: LedgerSnapshot) {
        self.number = number
        self.rule = rule
        subject = finding.subject
        rank = finding.rank.flatMap { Rank($0) }
        suspectedAt = Timestamp(seconds: finding.suspectedAt)
        confirmedAt = Timestamp(seconds: finding.confirmedAt)
        name =
            switch finding.subject {
            case .place(let app, let chart): ledger.name(of: app, in: chart.storefront, asOf: confirmedAt)
            case .counter(let counter): ledger.name(of: counter.app, asOf: confirmedAt)
            case .source(let label): label
            }
        (title, text) = ("", "")
        let words = Self.words(finding, rule.condition, name: name, ledger)
        title = words.title
        text = words.text
        if let say = rule.say { text = say.filled(from: self) }
    }

    private static func words(
        _ finding: RuleState.Finding,
        _ condition: AlertCondition,
        name: String,
        _ ledger: LedgerSnapshot
    ) -> (title: String, text: String) {
        let first = Timestamp(seconds: finding.suspectedAt).iso8601
        let second = Timestamp(seconds: finding.confirmedAt).iso8601
        switch finding.subject {
        case .place(_, let chart):
            let title = "\(name) \(change(finding, condition))"
            return (title, "\(title) in \(chart.title); seen at \(first) and again at \(second)")
        case .counter(let counter):
            let total = ledger.counters[counter]?.total
            let title = "\(name) has \(grouped(total?.value.lowerBound ?? 0)) downloads"
            let day = total.map { Day(number: $0.lastDay).iso8601 } ?? second
            let origin = "\(counter.scope.label), counted by \(counter.source) (\(counter.kind.rawValue))"
            return (title, "\(title) through \(day) \(origin)")
        case .source(let label):
            let source = ledger.sources.first { $0.source == label }
            let title = "\(label) is stale"
            let last = source?.lastSuccess.map { "last good \($0.iso8601)" } ?? "nothing good in this run"
            let frozen = source?.frozenSince.map { "its own stamp stands still since \($0.iso8601)" }
            return (title, "\(title): \(source?.error ?? frozen ?? last); so at \(first) and still at \(second)")
        }
    }

    private static func change(_ finding: RuleState.Finding, _ condition: AlertCondition) -> String {
        let now = finding.rank.map { "#\($0)" } ?? "off the list"
        switch condition {
        case .rank: return "is \(now)"
        case .enters(let top, _): return "entered \(top.map { "the top \($0.value)" } ?? "the chart"): \(now)"
        case .leaves(let top, _): return "left \(top.map { "the top \($0.value)" } ?? "the chart"): \(now)"
        case .moved, .downloads, .sourceStale:
            guard let movement = finding.movement else { return "moved: \(now)" }
            let isWhole = movement.from != nil && movement.to != nil
            let count = "\(isWhole ? "" : "at least ")\(abs(movement.places)) places"
            let from = movement.from.map { "#\($0)" } ?? "off the list"
            return
                "\(movement.places < 0 ? "fell" : "climbed") \(count) in \(length(movement.seconds)): \(from) → \(now)"
        }
    }

    /// "23 h", "50 min".
    private static func length(_ seconds: Int64) -> String {
        seconds >= 5400 ? "\((seconds + 1800) / 3600) h" : "\(max(1, (seconds + 30) / 60)) min"
    }

    /// "1,000,500".
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
