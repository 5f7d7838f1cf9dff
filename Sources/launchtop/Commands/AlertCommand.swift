import ArgumentParser

struct AlertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alert",
        abstract: "Test alert rules, or list rules and past alerts.",
        subcommands: [AlertTestCommand.self, AlertListCommand.self]
    )
}
