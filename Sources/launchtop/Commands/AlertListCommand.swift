import Alerts
import ArgumentParser
import Collector
import Dashboard
import Setup

struct AlertListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the alert rules in the config file and the latest alerts in the archive.",
        discussion: "Rules are numbered as in the config file. The latest 200 alerts are listed, newest first."
    )

    @OptionGroup var common: CommonOptions

    @Flag(help: "Print JSON.") var json = false

    func run() throws {
        let configuration = try common.setup.configuration()
        let archive = common.setup.archiveToRead
        let rules = RuleReaches(configuration, changes: StateFile.changesByKey(), archive: archive).rules
        var file = AlertFile()
        let alerts = archive.map { file.read(of: $0).alerts } ?? []
        for problem in file.problems { Console.report(problem) }
        let list = AlertListing(rules: rules, alerts: alerts)
        if json { return try Console.printLine(try list.json()) }
        for line in list.lines(zone: common.setup.zone(configuration)) { try Console.printLine(line) }
    }
}
