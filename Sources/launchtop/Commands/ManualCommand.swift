import ArgumentParser
import Dashboard

struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual",
        abstract: "Print the manual page: launchtop manual | man -l -",
        discussion: "Its keys are those of the settings."
    )

    @OptionGroup var common: CommonOptions

    func run() throws {
        let commands = try common.configuration().commands()
        try Console.line(ManualPage(commands: commands, subcommands: Launchtop.configuration.subcommands).text)
    }
}
