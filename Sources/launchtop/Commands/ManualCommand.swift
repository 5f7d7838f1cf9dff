import ArgumentParser
import Collector
import Dashboard

struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual",
        abstract: "Print the manual page: launchtop manual | man -l -",
        discussion: "Includes the keys set in the config file."
    )

    @OptionGroup var common: CommonOptions

    func run() throws {
        let commands = try common.configuration().commands()
        try Console.printLine(ManualPage(commands: commands, subcommands: Launchtop.configuration.subcommands).text)
    }
}
