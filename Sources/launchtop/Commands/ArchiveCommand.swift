import ArgumentParser

struct ArchiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive",
        abstract: "Look after an archive.",
        subcommands: [ArchiveForgetCommand.self]
    )
}
