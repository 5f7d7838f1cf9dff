package import Alerts
import Foundation
package import Settings
import Transport

/// A type that runs the commands of alerts, one at a time.
package struct AlertCommandRunner: Sendable {
    /// Timeout for a command in seconds.
    static let timeout = 10

    private let runner = CommandRunner()

    package init() {}

    /// Runs the command of a rule for an alert.
    ///
    /// - Returns: The outcome; `nil` if this task was canceled.
    package func run(_ settings: AlertSettings, for alert: Alert) async -> AlertDelivery.Outcome? {
        let arguments = CommandArguments(settings.command, for: alert).texts
        let environment = ProcessInfo.processInfo.environment
        switch await runner.run(arguments, environment: environment, timeout: Self.timeout) {
        case .exited(0, _): return .sent
        case .exited(let status, let output):
            let result =
                status & 0x7F == 0
                ? "failed with exit code \((status >> 8) & 0xFF)" : "was killed by signal \(status & 0x7F)"
            return .failed("\(result)\(output.isEmpty ? "" : ": \(output)")")
        case .timedOut(let seconds):
            return .failed("was killed: timed out after \(seconds) s")
        case .wroteTooMuch(let limit):
            return .failed("was killed: wrote more than \(limit >> 20) MB of output")
        case .failedToStart(let reason): return .failed("couldn't be started: \(reason)")
        case .canceled: return nil
        }
    }
}
