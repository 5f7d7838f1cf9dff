import Foundation
import TestSupport
import Testing

/// A page of the documentation and the launchtop commands on it.
struct DocumentationPage: CustomTestStringConvertible {
    /// A command line that starts with the word `launchtop`.
    struct Command {
        var text: String
        /// The words after `launchtop`, split as a shell does.
        var arguments: [String]

        init(_ line: some StringProtocol) {
            text = String(line)
            arguments = Array(Self.words(text).dropFirst())
        }

        /// Returns the words of a line up to a comment, without quotation marks.
        private static func words(_ line: String) -> [String] {
            var words: [String] = []
            var word: String?
            var isQuoted = false
            for character in line {
                switch character {
                case "\"":
                    isQuoted.toggle()
                    word = word ?? ""
                case " " where !isQuoted:
                    if let word { words.append(word) }
                    word = nil
                case "#" where !isQuoted && word == nil: return words
                default: word = (word ?? "") + String(character)
                }
            }
            return words + [word].compactMap { $0 }
        }
    }

    /// The path below the root of the repository.
    let name: String
    /// The commands in indented blocks, in order.
    let commands: [Command]
    /// The commands in code spans, except shortened ones, ones with a placeholder such as `FILE`, and the option for
    /// completion scripts, which isn't parsed.
    let mentions: [Command]

    var testDescription: String { name }

    /// Reads a page.
    init(_ name: String) throws {
        self.name = name
        let page = Fixtures.repository.appendingPathComponent(name)
        let text = try String(contentsOf: page, encoding: .utf8)
        commands = text.split(separator: "\n").filter { $0.hasPrefix("    launchtop") }
            .map { Command($0.trimmingPrefix("    ")) }
        mentions = text.replacing("\n", with: " ").matches(of: #/`(launchtop [^`|…]+)`/#)
            .filter { !$0.1.contains(#/\b[A-Z]{2,}\b/#) && !$0.1.contains("--generate-completion-script") }
            .map { Command($0.1) }
    }

    /// Returns README.md and the guides.
    static func all() throws -> [DocumentationPage] {
        let docs = Fixtures.repository.appendingPathComponent("docs")
        let guides = try FileManager.default.contentsOfDirectory(atPath: docs.path).filter { $0.hasSuffix(".md") }
        return try (["README.md"] + guides.sorted().map { "docs/\($0)" }).map(DocumentationPage.init)
    }
}
