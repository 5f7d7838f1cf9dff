import ArgumentParser

struct ArchiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive",
        abstract: "Back up an archive, or remove a span of it.",
        subcommands: [ArchiveBackupCommand.self, ArchiveForgetCommand.self]
    )
}
