import ArgumentParser

struct LaunchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "launch",
        abstract: "Write a launch file of your own.",
        discussion: """
            A launch file in $XDG_DATA_HOME/launchtop/launches stands in the library beside the bundled ones. \
            “show launches --check FILE” tells what is wrong with one.
            """,
        subcommands: [LaunchNewCommand.self, LaunchExportCommand.self]
    )
}
