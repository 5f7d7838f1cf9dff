import ArgumentParser
import Collector
import Setup

struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual",
        abstract: "Print the manual page: launchtop manual | man -l -",
        discussion: "The page lists the key bindings set in the config file."
    )

    @OptionGroup var common: CommonOptions

    func run() throws {
        let commands = try common.setup.configuration().commands()
        let subcommands = Launchtop.configuration.subcommands.map { ($0._commandName, $0.configuration.abstract) }
        try Console.printLine(ManualPage(commands: commands, subcommands: subcommands).text)
    }
}
