import ArgumentParser

struct ArchiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive",
        abstract: "Back up an archive, or remove part of its history.",
        subcommands: [ArchiveBackupCommand.self, ArchiveForgetCommand.self]
    )
}
