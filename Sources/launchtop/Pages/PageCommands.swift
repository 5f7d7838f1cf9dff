import ArgumentParser

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
            "Write a page as drawn on screen to an image (.svg), colored text (.ansi) or plain text (.txt).",
        subcommands: PageQueries.all.map { $0.screenshot }
    )
}
