public import Alerts

/// An `[[alert]]` table: a rule, and what happens when it fires.
public struct AlertSettings: Hashable, Sendable {
    public var rule: AlertRule
    /// Whether the terminal bell rings.
    public var bell = true
    /// Whether the terminal shows a desktop notification.
    public var notify = false
    /// The program to run and its arguments, which may contain placeholders; empty if no program is run.
    public var command: [AlertTemplate] = []
    /// The webhook to send the alert to; `nil` for none.
    public var webhook: WebhookAddress?
    /// The body format that the webhook expects.
    public var format = WebhookFormat.json

    public init(_ rule: AlertRule) { self.rule = rule }

    /// The maximum number of arguments of a command.
    static let argumentLimit = 64
    /// The maximum length of a template in characters.
    static let lengthLimit = 2000
}
