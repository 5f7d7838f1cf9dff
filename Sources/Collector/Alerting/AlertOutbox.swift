import Alerts
import Settings

/// The alerts waiting to be sent to webhooks. Alerts for the same webhook become one message, and each webhook gets one
/// message at a time, so that a failing webhook doesn't delay the others.
struct AlertOutbox {
    /// A webhook and the format that it expects.
    struct Destination: Hashable, Sendable {
        var address: WebhookAddress
        var format: WebhookFormat
    }

    /// Maximum number of alerts waiting for all webhooks.
    let limit: Int
    /// The alerts waiting for each destination. The destinations are ordered by their first alert.
    private var waiting: [(destination: Destination, alerts: [Alert])] = []
    /// The webhooks that a message is being sent to.
    private var busy: Set<Destination> = []

    init(limit: Int) { self.limit = limit }

    /// Adds an alert.
    ///
    /// - Returns: Whether there was room for the alert.
    mutating func add(_ alert: Alert, to destination: Destination) -> Bool {
        guard waiting.reduce(0, { $0 + $1.alerts.count }) < limit else { return false }
        if let index = waiting.firstIndex(where: { $0.destination == destination }) {
            waiting[index].alerts.append(alert)
        } else {
            waiting.append((destination, [alert]))
        }
        return true
    }

    /// Removes and returns the next message to a webhook that isn't busy, and marks the webhook as busy. Returns `nil`
    /// if there is none.
    mutating func next() -> (destination: Destination, message: AlertMessage)? {
        guard let index = waiting.firstIndex(where: { !busy.contains($0.destination) }) else { return nil }
        let (destination, alerts) = waiting.remove(at: index)
        busy.insert(destination)
        return (destination, AlertMessage(alerts))
    }

    /// Records that a message to a webhook was sent or failed permanently, so that the next one can be sent.
    mutating func finish(_ destination: Destination) { busy.remove(destination) }
}
