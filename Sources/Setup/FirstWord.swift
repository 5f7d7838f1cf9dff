import Market

/// The meaning of the first argument that isn't an option: a command, or the id of a launch, which is short for
/// `replay` with this id. A command takes precedence over a launch with the same name.
package enum FirstWord: Hashable {
    case command
    case launch(id: String)
    case unknown(problem: String)

    /// Classifies a word as a command, the id of a launch, or unknown.
    ///
    /// - Parameters:
    ///   - commands: The names of all commands.
    ///   - launches: A closure that returns the ids of all launches. It is called only if the word isn't a command.
    ///   - exists: Whether a file or folder with this name exists.
    package init(_ word: String, commands: [String], launches: () -> [String], exists: Bool) {
        if commands.contains(word) {
            self = .command
            return
        }
        let ids = launches()
        if ids.contains(word.lowercased()) {
            self = .launch(id: word.lowercased())
        } else {
            self = .unknown(problem: Self.problem(with: word, among: commands + ids, isSource: exists))
        }
    }

    private static func problem(with word: String, among known: [String], isSource exists: Bool) -> String {
        let quoted = InvalidText.quoted(word)
        if exists || word.contains("/") || word.contains(":") {
            return "\(quoted) is not a command; use launchtop watch or launchtop replay to open a file, folder or URL"
        }
        if !word.isEmpty, word.allSatisfy({ $0.isASCII && $0.isNumber }) {
            return
                "\(quoted) is not a command; use launchtop watch to follow an app by its id, or launchtop app to show it"
        }
        let question = Suggestion.question(for: word, among: known)
        return "unknown command \(quoted); \(question ?? "launchtop --help lists the commands")"
    }

    /// Returns the position of the first argument that is neither an option nor the value of an option, or `nil` if
    /// there is none.
    ///
    /// - Parameter isComplete: A closure that returns whether the given arguments are options with all their values, so
    ///   that the next argument isn't the value of an option.
    package static func position(in arguments: [String], isComplete: ([String]) -> Bool) -> Int? {
        arguments.indices.first { index in
            !arguments[index].hasPrefix("-") && (index == 0 || isComplete(Array(arguments[..<index])))
        }
    }
}
