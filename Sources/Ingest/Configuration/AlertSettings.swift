public import Alerts

/// An `[[alert]]`: a rule, and how it is told.
public struct AlertSettings: Hashable, Sendable {
    public var rule: AlertRule
    /// Whether the terminal's bell rings.
    public var bell = true
    /// Whether the terminal is asked for a notification of the desktop.
    public var notify = false
    /// A program and its arguments, each with places that are filled in; empty for none.
    public var command: [AlertTemplate] = []
    /// Where it is sent.
    public var webhook: WebhookAddress?

    public init(_ rule: AlertRule) { self.rule = rule }

    /// Most arguments of a command, and most characters of one.
    static let argumentLimit = 64
    static let lengthLimit = 2000
}
