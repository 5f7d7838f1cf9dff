/// An alert on its way to a command or webhook.
public struct AlertDelivery: Hashable, Sendable {
    public enum Outcome: Hashable, Sendable {
        /// Waiting to be sent, or being retried.
        case pending
        case sent
        /// Not sent, for this reason.
        case failed(String)
    }

    /// The host of a webhook, or a command: "hooks.slack.com", "command notify-send".
    public var destination: String
    public var outcome: Outcome

    public init(to destination: String, _ outcome: Outcome = .pending) {
        self.destination = destination
        self.outcome = outcome
    }

    /// The reason why it wasn't sent.
    public var failure: String? { if case .failed(let reason) = outcome { reason } else { nil } }
}
