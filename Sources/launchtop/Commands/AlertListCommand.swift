import Alerts
import ArgumentParser
import Collector
import Dashboard
import Settings
import Setup

struct AlertListCommand: ReportCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the alert rules in the config file and the latest alerts in the archive.",
        discussion: "Rules are numbered as in the config file. The latest 200 alerts are listed, newest first."
    )

    @OptionGroup var common: CommonOptions

    @Flag(help: "Print JSON.") var json = false

    func run() throws {
        if json { return try Console.printLine(try jsonReport(common)) }
        let configuration = try common.setup.configuration()
        for line in try listing(common, configuration).lines(zone: common.setup.zone(configuration)) {
            try Console.printLine(line)
        }
    }

    func jsonReport(_ common: CommonOptions) throws -> String {
        try listing(common, try common.setup.configuration()).json()
    }

    private func listing(_ common: CommonOptions, _ configuration: Configuration) throws -> AlertListing {
        let archive = common.setup.archiveToRead
        let rules = RuleReaches(configuration, changes: StateFile.changesByKey(), archive: archive).rules
        var file = AlertFile()
        let alerts = archive.map { file.read(of: $0).alerts } ?? []
        for problem in file.problems { Console.report(problem) }
        return AlertListing(rules: rules, alerts: alerts)
    }
}
