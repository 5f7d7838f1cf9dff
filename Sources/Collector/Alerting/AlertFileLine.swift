import Alerts
import Market

/// An alert in an ``AlertFile``.
struct AlertFileLine: Codable {
    var number: Int
    var when: String
    var app: String
    var subject: Subject
    var name: String
    var rank: Int?
    var change: String?
    var firstSeen: String
    var confirmed: String
    var title: String
    var text: String
    var bell: Bool
    var notify: Bool
    var deliveries: [Delivery]

    /// The subject of an alert: an app in a chart, a counter, an app's ratings in a storefront, or a source.
    struct Subject: Codable {
        var app: String?
        var chart: ChartObject?
        var counter: CounterLine?
        /// The storefront of the ratings.
        var storefront: String?
        var source: String?
    }

    struct CounterLine: Codable {
        var metric: String
        var kind: String
        var source: String
        var stores: [String]
        var storefronts: [String]?
        var web: Bool
    }

    struct Delivery: Codable {
        var to: String
        /// The state of the delivery: `pending`, `sent` or `failed`.
        var state: String
        var failure: String?
    }

    init(_ sent: SentAlert) {
        let alert = sent.alert
        (number, when, app) = (alert.number, alert.rule.text, alert.rule.apps.text)
        subject = Subject(alert.subject)
        (name, rank, change) = (alert.name, alert.rank?.value, alert.change)
        (firstSeen, confirmed) = (alert.firstSeen.iso8601, alert.confirmedAt.iso8601)
        (title, text) = (alert.title, alert.text)
        (bell, notify) = (sent.rings, sent.notifies)
        deliveries = sent.deliveries.map { Delivery($0) }
    }

    /// The alert; `nil` if a value isn't valid.
    var alert: SentAlert? {
        guard let rule = AlertRule.stored(when, of: app), let subject = subject.value,
            let firstSeen = Timestamp(iso8601: firstSeen), let confirmedAt = Timestamp(iso8601: confirmed)
        else { return nil }
        let alert = Alert(
            number: number,
            rule: rule,
            subject: subject,
            name: name,
            rank: rank.flatMap { Rank($0) },
            firstSeen: firstSeen,
            confirmedAt: confirmedAt,
            change: change,
            title: title,
            text: text
        )
        return SentAlert(alert, rings: bell, notifies: notify, deliveries: deliveries.map(\.value))
    }
}

extension AlertFileLine.Subject {
    init(_ subject: AlertSubject) {
        app = subject.app?.text
        switch subject {
        case .rank(_, let chart):
            self.chart = ChartObject(chart)
        case .counter(let counter):
            self.counter = AlertFileLine.CounterLine(
                metric: counter.metric.rawValue,
                kind: counter.kind.rawValue,
                source: counter.source,
                stores: counter.scope.stores.map(\.rawValue),
                storefronts: counter.scope.storefronts?.map(\.code),
                web: counter.scope.countsWeb
            )
        case .listing(_, let storefront): self.storefront = storefront.code
        case .source(let label): source = label
        }
    }

    var value: AlertSubject? {
        if let source { return .source(source) }
        guard let app = app.flatMap({ AppID(stored: $0) }) else { return nil }
        if let chart = chart?.value { return .rank(app, chart) }
        if let storefront = storefront.flatMap({ Storefront(stored: $0) }) { return .listing(app, storefront) }
        return counter?.value(of: app).map { .counter($0) }
    }
}

extension AlertFileLine.CounterLine {
    func value(of app: AppID) -> Counter? {
        guard let metric = Metric(rawValue: metric), let kind = FigureKind(rawValue: kind) else { return nil }
        let scope = Scope(
            stores: stores.compactMap { Store(rawValue: $0) },
            storefronts: storefronts?.compactMap { Storefront(stored: $0) },
            countsWeb: web
        )
        return Counter(app: app, metric: metric, scope: scope, kind: kind, source: source)
    }
}

extension AlertFileLine.Delivery {
    init(_ delivery: AlertDelivery) {
        to = delivery.destination
        state =
            switch delivery.outcome {
            case .pending: "pending"
            case .sent: "sent"
            case .failed: "failed"
            }
        failure = delivery.failure
    }

    var value: AlertDelivery {
        let outcome: AlertDelivery.Outcome =
            switch state {
            case "sent": .sent
            case "failed": .failed(failure ?? "unknown error")
            default: .pending
            }
        return AlertDelivery(to: to, outcome)
    }
}
