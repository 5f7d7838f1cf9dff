import Alerts
import Settings

/// The alerts waiting for webhooks. Alerts that wait for the same webhook become one message.
struct AlertOutbox {
    /// A webhook and the format that it expects.
    struct Destination: Hashable, Sendable {
        var address: WebhookAddress
        var format: WebhookFormat
    }

    /// Maximum number of alerts waiting for all webhooks.
    let limit: Int
    /// In the order of the first alert of each.
    private var waiting: [(destination: Destination, alerts: [Alert])] = []

    init(limit: Int) { self.limit = limit }

    /// Adds an alert.
    ///
    /// - Returns: Whether there was room for it.
    mutating func add(_ alert: Alert, to destination: Destination) -> Bool {
        guard waiting.reduce(0, { $0 + $1.alerts.count }) < limit else { return false }
        if let index = waiting.firstIndex(where: { $0.destination == destination }) {
            waiting[index].alerts.append(alert)
        } else {
            waiting.append((destination, [alert]))
        }
        return true
    }

    /// Removes and returns the next message.
    mutating func next() -> (destination: Destination, message: AlertMessage)? {
        guard !waiting.isEmpty else { return nil }
        let (destination, alerts) = waiting.removeFirst()
        return (destination, AlertMessage(alerts))
    }
}
