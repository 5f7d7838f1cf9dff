import ArgumentParser

struct EngineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engine",
        abstract: "Set up a ClickHouse database to which launchtop record --replicate copies archives.",
        subcommands: [EngineInitCommand.self, EngineCheckCommand.self]
    )
}
