import Alerts
import Market
import TestSupport
import Testing

@Suite("Error messages about alert rules")
struct AlertErrorTests {
    private static let rules = [
        "", String(repeating: "x", count: 301), "rnak <= 10", "ping", "feed stale", "rank", "rank 10", "rank <= ten",
        "rank <= 0", "rank <= 10 in", "rank <= 10 in ja top-free", "rank <= 10 in us", "rank <= 10 in us top-fre",
        "rank <= 10 in us top/fries", "enters us top-free gamez", "enters top us top-free", "enters top 0", "moved 20",
        "moved > many in 24h", "moved > 0 in 24h", "moved > 20", "moved > 20 in 24", "downloads", "downloads >= -5",
        "downloads >= 5 in us top-free", "rating", "rating <= 4", "rating < 6", "rating < 4.125", "rating < .5",
        "rating < 4 in", "rating < 4 in ja", "rating < 4 in us top-free", "ratings >= x", "reviews",
        "reviews 6-star > 1 in 1h",
        "reviews 1-star > x in 1h", "reviews >= 0 in 1h", "reviews > 9k in 1h", "reviews > 5", "reviews > 5 in us",
        "reviews > 5 in 5m", "reviews > 5 in 1h in ja", "reviews > 5 in 1h us", "source",
        "source stale for 1m", "source stale today",
    ]

    @Test("error messages about alert rules, their message templates and their apps match the golden file")
    func table() {
        var lines = ["when"]
        for rule in Self.rules {
            let error = #expect(throws: AlertRuleError.self) { _ = try AlertRule(rule) }
            lines.append(
                "  \(rule.isEmpty ? "(empty)" : rule.count > 40 ? "xxx…" : rule)\n    \(error?.description ?? "none")"
            )
        }
        lines.append("message")
        for template in ["{nam}", "{zzzzzz}", "{name"] {
            let error = #expect(throws: AlertRuleError.self) { _ = try AlertTemplate(template) }
            lines.append("  \(template)\n    \(error?.description ?? "none")")
        }
        lines.append("app")
        for app in ["watched", "1.70E+09", "null"] {
            let error = #expect(throws: InvalidText.self) { _ = try AlertApps(app) }
            lines.append("  \(app)\n    \(error?.description ?? "none")")
        }
        let difference = Golden.difference(of: lines.joined(separator: "\n") + "\n", named: "errors-alerts")
        #expect(difference == nil, "\(difference ?? "")")
    }
}
