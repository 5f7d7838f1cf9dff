import Alerts
import ArgumentParser
import Collector
import Foundation
import Market
import Settings
import Setup

struct AlertTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Send a test alert to the webhooks and commands of the alert rules.",
        discussion: """
            Each webhook and command receives one alert marked as a test, without retries. Exits with 1 if any of them \
            fails, or if there is nothing to test.
            """
    )

    @OptionGroup var common: CommonOptions

    @Option(help: ArgumentHelp("Test only the rule with this number in 'launchtop alert list'.", valueName: "n"))
    var rule: Int?

    /// The timeout for one webhook or command, in seconds.
    private static let timeout = 60.0

    func run() throws {
        let alerts = try common.setup.configuration().alerts
        guard !alerts.isEmpty else {
            throw Failure("\(common.setup.configurationFile.path): no alert rules; add an [[alert]] table")
        }
        if let rule, !(1...alerts.count).contains(rule) {
            throw Failure("--rule: no rule \(rule); \(NumberFormat.count(alerts.count, "rule")) in the config file")
        }
        var tested: [AlertTest.Destination: Int] = [:]
        var (sent, failed) = (0, 0)
        for (number, settings) in zip(1..., alerts) where rule == nil || rule == number {
            try Console.printLine("rule \(number): \(settings.rule.text)")
            let test = AlertTest(settings, number: number)
            if test.destinations.isEmpty { try Console.printLine("  only shown on the screen; no webhook or command") }
            for destination in test.destinations {
                if let first = tested[destination] {
                    try Console.printLine("  \(destination.label): tested with rule \(first)")
                    continue
                }
                tested[destination] = number
                let outcome = SourceLoader.value(atMost: Self.timeout) { await test.send(to: destination) }
                if let reason = outcome ?? "timed out after \(Int(Self.timeout)) s" {
                    failed += 1
                    try Console.printLine("  \(destination.label): not sent: \(reason)")
                } else {
                    sent += 1
                    try Console.printLine("  \(destination.label): sent")
                }
            }
        }
        guard failed == 0 else { throw ExitCode.failure }
        guard sent > 0 else {
            throw Failure(
                "nothing to test: no rule has a webhook or command; add one to an [[alert]] table in "
                    + "\(common.setup.configurationFile.path), such as webhook = \"env:SLACK_WEBHOOK\""
            )
        }
    }
}
