import Alerts
import Collector
import Market
import Settings
import Setup

/// Functions that check for alert rules that can't fire and alerts that couldn't be sent.
enum AlertFindings {
    /// Maximum number of past alerts to check.
    private static let recentLimit = 20

    static func findings(_ configuration: Configuration, archive: String?) -> [Finding] {
        let reaches = RuleReaches(configuration, changes: StateFile.changesByKey(), archive: archive)
        let count = NumberFormat.count(configuration.alerts.count, "rule")
        guard !configuration.alerts.isEmpty else { return [] }
        return [Finding(.ok, "alerts", count)] + reaches.warnings.map { Finding(.notice, "alerts", $0) }
            + history(of: archive)
    }

    private static func history(of archive: String?) -> [Finding] {
        guard let archive else { return [] }
        var file = AlertFile()
        let history = file.read(of: archive)
        let recent = history.alerts.suffix(recentLimit)
        let failed = recent.filter { !$0.failures.isEmpty }
        let damage = file.problems.map { Finding(.notice, "alerts", $0) }
        guard let last = failed.last?.failures.first else { return damage }
        let message =
            "\(failed.count) of the last \(NumberFormat.count(recent.count, "alert")) were not sent to all destinations; last failure: "
            + "\(last); run launchtop alert test to test the destinations"
        return damage + [Finding(.problem, "alerts", message)]
    }
}
