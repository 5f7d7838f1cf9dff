import Foundation

/// The completion script for a shell: the argument parser's script, which completes commands and their arguments,
/// extended with launch ids.
package enum CompletionScript {
    /// Returns a script with completions for launches.
    ///
    /// - Parameters:
    ///   - launches: The ids and names of the launches. Ids have only letters, digits and hyphens.
    ///   - commands: The names of the commands, in the order of the script.
    package static func adding(
        _ launches: [(id: String, name: String)],
        to script: String,
        for shell: String,
        commands: [String]
    ) -> String {
        let launches = launches.filter { !commands.contains($0.id) }
        switch shell {
        case "bash":
            let words = commands.joined(separator: " ")
            return replacing(
                "-W '\(words)'",
                with: "-W '\(([words] + launches.map(\.id)).joined(separator: " "))'",
                in: script
            )
        case "zsh":
            let lines = launches.map { "\n            '\($0.id):Replay \(plain($0.name))'" }.joined()
            let start = "local -ar subcommands=("
            return replacing(start, with: start + lines, in: script)
        case "fish":
            let lines = launches.map {
                "complete -c launchtop -n 'test (count (commandline -opc)) -eq 1' -fa '\($0.id)' -d 'Replay \(plain($0.name))'\n"
            }
            return script + (script.hasSuffix("\n") ? "" : "\n") + lines.joined()
        default: return script
        }
    }

    /// Returns a name without characters that are special in a shell's quotes or that separate descriptions.
    private static func plain(_ name: String) -> String { name.filter { !"'\\:".contains($0) } }

    /// Returns a script with the first occurrence of a text replaced.
    private static func replacing(_ text: String, with other: String, in script: String) -> String {
        guard let range = script.range(of: text) else { return script }
        return script.replacingCharacters(in: range, with: other)
    }
}
