import Market

/// A message with one or more alerts that are sent together.
public struct AlertMessage: Hashable, Sendable {
    /// The alerts in the order in which they fired. There is at least one.
    public let alerts: [Alert]

    /// Maximum number of alert titles in the title of a message.
    static let titleLimit = 5

    /// Creates a message from alerts, given in the order in which they fired.
    ///
    /// - Precondition: `alerts` isn't empty.
    public init(_ alerts: [Alert]) {
        precondition(!alerts.isEmpty, "a message needs at least one alert")
        self.alerts = alerts
    }

    /// The title of a single alert, or a combined title such as "3 alerts: Sora is #3 in US Top Free; …".
    public var title: String {
        guard alerts.count > 1 else { return alerts[0].title }
        let titles = alerts.prefix(Self.titleLimit).map(\.title).joined(separator: "; ")
        let rest = alerts.count - Self.titleLimit
        return "\(heading): \(titles)\(rest > 0 ? "; and \(rest) more" : "")"
    }

    /// The number of alerts as text, such as "3 alerts".
    public var heading: String { NumberFormat.count(alerts.count, "alert") }

    /// The text of each alert.
    public var texts: [String] { alerts.map(\.text) }
}
