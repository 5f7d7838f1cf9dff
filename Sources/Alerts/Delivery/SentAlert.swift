/// An alert that fired, with its effects in the terminal and its deliveries.
public struct SentAlert: Hashable, Sendable {
    public var alert: Alert
    /// Whether the alert rings the terminal bell.
    public var rings: Bool
    /// Whether the alert requests a desktop notification.
    public var notifies: Bool
    public var deliveries: [AlertDelivery]

    public init(_ alert: Alert, rings: Bool = false, notifies: Bool = false, deliveries: [AlertDelivery] = []) {
        self.alert = alert
        self.rings = rings
        self.notifies = notifies
        self.deliveries = deliveries
    }

    /// The destinations that received the alert, such as "hooks.slack.com, command notify-send"; `nil` if there are
    /// none.
    public var sentText: String? { destinations { $0 == .sent } }

    /// The destinations that the alert is still being sent to; `nil` if there are none.
    public var pendingText: String? { destinations { $0 == .pending } }

    /// The failed deliveries as text, each with its destination and reason, such as "hooks.slack.com: HTTP 404 Not
    /// Found".
    public var failures: [String] {
        deliveries.compactMap { delivery in delivery.failure.map { "\(delivery.destination): \($0)" } }
    }

    private func destinations(where isWanted: (AlertDelivery.Outcome) -> Bool) -> String? {
        let names = deliveries.filter { isWanted($0.outcome) }.map(\.destination)
        return names.isEmpty ? nil : names.joined(separator: ", ")
    }
}
