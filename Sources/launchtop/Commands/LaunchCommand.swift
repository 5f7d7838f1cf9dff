import ArgumentParser

struct LaunchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "launch",
        abstract: "Create launch files.",
        discussion: """
            Launch files in $XDG_DATA_HOME/launchtop/launches are added to the library. Check a file with \
            launchtop show library --check FILE.
            """,
        subcommands: [LaunchNewCommand.self, LaunchExportCommand.self]
    )
}
