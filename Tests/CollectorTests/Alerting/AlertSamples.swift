import Alerts
import Market
import TestSupport

/// Sample alerts for tests of sending and storing alerts.
enum AlertSamples {
    static let time = Fixtures.time("2026-03-05T14:15:00Z")

    static func alert(
        _ number: Int,
        _ name: String,
        rule: String = "enters top 100 of us top-free",
        subject: AlertSubject? = nil,
        text: String? = nil
    ) throws -> Alert {
        let title = "\(name) is #64 in US Top Free: entered top 100"
        return Alert(
            number: number,
            rule: try AlertRule(rule),
            subject: subject ?? .rank(Fixtures.app("1559935726"), Fixtures.chart("us")),
            name: name,
            rank: Rank(64),
            firstSeen: time - 900,
            confirmedAt: time,
            change: "entered top 100",
            title: title,
            text: text ?? "\(title) (was not ranked); confirmed by a second poll at 14:15 UTC, 15 min after the first"
        )
    }
}
