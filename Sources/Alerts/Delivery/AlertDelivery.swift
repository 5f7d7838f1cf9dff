/// The delivery of an alert to a command or webhook.
public struct AlertDelivery: Hashable, Sendable {
    public enum Outcome: Hashable, Sendable {
        /// The alert is waiting to be sent or retried.
        case pending
        case sent
        /// The alert wasn't sent. The associated value is the reason.
        case failed(String)
    }

    /// The destination's label: the host of a webhook, such as "hooks.slack.com", or the name of a command, such as
    /// "command notify-send".
    public var destination: String
    public var outcome: Outcome

    public init(to destination: String, _ outcome: Outcome = .pending) {
        self.destination = destination
        self.outcome = outcome
    }

    /// The reason why the alert wasn't sent; `nil` if the alert was sent or is pending.
    public var failure: String? { if case .failed(let reason) = outcome { reason } else { nil } }
}
