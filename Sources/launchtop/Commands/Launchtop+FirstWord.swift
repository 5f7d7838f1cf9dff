import ArgumentParser
import Foundation
import History
import Market
import Setup

extension Launchtop {
    /// Returns the arguments with the `replay` command inserted if their first word is the id of a launch:
    /// `sora --at "day 3"` becomes `replay sora --at "day 3"`.
    ///
    /// - Throws: An error with a suggestion if the first word is neither a command nor a launch.
    static func expanded(_ arguments: [String]) throws(ArgumentParser.ValidationError) -> [String] {
        let position = FirstWord.position(in: arguments) { (try? parseAsRoot($0)) != nil }
        guard let position else { return arguments }
        let word = arguments[position]
        let isFile = FileManager.default.fileExists(atPath: word)
        switch FirstWord(word, commands: commandNames, launches: { launchIDs(arguments) }, exists: isFile) {
        case .command:
            try checkSubcommand(arguments.dropFirst(position + 1).first, of: word)
            return arguments
        case .launch(let id):
            let (before, after) = (arguments[..<position], arguments[(position + 1)...])
            return [ReplayCommand._commandName] + before + [id] + after
        case .unknown(let problem): throw ArgumentParser.ValidationError(problem)
        }
    }

    /// Throws an error with a suggestion if a word isn't a subcommand of a command that has subcommands.
    private static func checkSubcommand(_ word: String?, of command: String) throws(ArgumentParser.ValidationError) {
        let subcommands =
            configuration.subcommands.first { $0._commandName == command }?.configuration.subcommands ?? []
        let names = subcommands.flatMap { [$0._commandName] + $0.configuration.aliases }
        guard let word, !names.isEmpty, !word.hasPrefix("-"), !names.contains(word), word != "help" else { return }
        let hint = Suggestion.hint(for: word, among: subcommands.map { $0._commandName })
        throw ArgumentParser.ValidationError(
            "launchtop \(command): unknown command \(InvalidText.quoted(word)); \(hint)"
        )
    }

    /// The names of all commands, including the parser's own `help`.
    static var commandNames: [String] { configuration.subcommands.map { $0._commandName } + ["help"] }

    /// Returns the ids of the launches in the default library or the one selected with `--data`; an empty array if the
    /// library can't be read.
    private static func launchIDs(_ arguments: [String]) -> [String] {
        let folder = arguments.enumerated().lazy.compactMap { index, argument -> String? in
            if argument.hasPrefix("--data=") { return String(argument.dropFirst("--data=".count)) }
            return argument == "--data" && index + 1 < arguments.count ? arguments[index + 1] : nil
        }
        .first
        var setup = Setup()
        setup.data = folder
        return (try? setup.library().ledger.snapshot.launches.map(\.id)) ?? []
    }

    /// The ids of the launches in the default library.
    static var launchIDs: [String] { launchIDs([]) }
}
