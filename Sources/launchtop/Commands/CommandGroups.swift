import ArgumentParser

struct AlertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alert",
        abstract: "Test alert rules, or list rules and past alerts.",
        subcommands: [AlertTestCommand.self, AlertListCommand.self]
    )
}

struct ArchiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive",
        abstract: "Back up an archive, or remove part of its history.",
        subcommands: [ArchiveBackupCommand.self, ArchiveForgetCommand.self]
    )
}

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

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print a page as text, JSON or CSV.",
        subcommands: PageQueries.all.map { $0.show }
    )
}

struct ScreenshotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "screenshot",
        abstract:
            "Save a page as it appears on screen: as an image (.png, .svg), colored text (.ansi) or plain text (.txt).",
        subcommands: PageQueries.all.map { $0.screenshot }
    )
}
