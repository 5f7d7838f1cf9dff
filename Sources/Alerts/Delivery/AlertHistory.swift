/// The alert rules, and the alerts that fired in this run and earlier runs.
public struct AlertHistory: Hashable, Sendable {
    /// Maximum number of alerts in the history.
    public static let limit = 200

    public var rules: [ActiveRule] = []
    /// Whether a running process evaluates the rules.
    public var isActive = true
    /// The alerts in the order in which they fired.
    public private(set) var alerts: [SentAlert] = []

    public init() {}

    /// The number of the last alert; 0 if there is none.
    public var lastNumber: Int { alerts.last?.alert.number ?? 0 }

    /// Adds an alert, or replaces the alert with the same number. If the history then exceeds ``limit``, the oldest
    /// alerts are removed.
    public mutating func add(_ alert: SentAlert) {
        let number = alert.alert.number
        let position = alerts.lastIndex { $0.alert.number <= number }
        if let position, alerts[position].alert.number == number {
            alerts[position] = alert
        } else {
            alerts.insert(alert, at: position.map { $0 + 1 } ?? 0)
        }
        if alerts.count > Self.limit { alerts.removeFirst(alerts.count - Self.limit) }
    }

    /// Sets the outcome of sending alerts to a destination.
    ///
    /// - Parameter numbers: The numbers of the alerts.
    public mutating func note(_ outcome: AlertDelivery.Outcome, of destination: String, for numbers: Set<Int>) {
        for index in alerts.indices where numbers.contains(alerts[index].alert.number) {
            for delivery in alerts[index].deliveries.indices
            where alerts[index].deliveries[delivery].destination == destination {
                alerts[index].deliveries[delivery].outcome = outcome
            }
        }
    }

    /// Marks all pending deliveries as failed, because the process that was sending them has exited.
    public mutating func endPending() {
        for index in alerts.indices {
            for delivery in alerts[index].deliveries.indices
            where alerts[index].deliveries[delivery].outcome == .pending {
                alerts[index].deliveries[delivery].outcome = .failed("launchtop exited before it was sent")
            }
        }
    }

    /// Returns the alerts with a number greater than `number`.
    public func alerts(after number: Int) -> [SentAlert] { alerts.filter { $0.alert.number > number } }
}
