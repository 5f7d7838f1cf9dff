import Foundation

/// An argument of a tool.
struct ToolParameter: Hashable, Sendable {
    private enum Kind: Hashable {
        case positional, option, flag
    }

    let name: String
    private let kind: Kind
    private let description: String
    private let values: [String]
    private let isRepeating: Bool
    let isRequired: Bool

    var isPositional: Bool { kind == .positional }

    /// Reads the arguments from the JSON description that the argument parser generates for a command.
    ///
    /// - Returns: `nil` if the description can't be read.
    static func all(in help: String) -> [ToolParameter]? {
        guard let command = JSON(Data(help.utf8))?["command"] else { return nil }
        guard case .array(let arguments) = command["arguments"] ?? .array([]) else { return nil }
        return arguments.compactMap(ToolParameter.init)
    }

    private init?(_ argument: JSON) {
        switch argument["kind"]?.string {
        case "positional": kind = .positional
        case "option": kind = .option
        case "flag": kind = .flag
        default: return nil
        }
        let option = argument["preferredName"]?["name"]?.string
        guard argument["shouldDisplay"] != .bool(false), let name = option ?? argument["valueName"]?.string
        else { return nil }
        self.name = name
        description = argument["abstract"]?.string ?? ""
        isRepeating = argument["isRepeating"] == .bool(true)
        isRequired = argument["isOptional"] == .bool(false)
        guard case .array(let values) = argument["allValues"] ?? .array([]) else { return nil }
        self.values = values.compactMap(\.string)
    }

    /// The JSON schema of the argument.
    var schema: JSON {
        let description = JSON.string(description)
        if kind == .flag { return .object(["type": .string("boolean"), "description": description]) }
        var item: [String: JSON] = ["type": .string("string")]
        if !values.isEmpty { item["enum"] = .array(values.map { .string($0) }) }
        guard isRepeating else { return .object(item.merging(["description": description]) { first, _ in first }) }
        return .object(["type": .string("array"), "items": .object(item), "description": description])
    }

    /// Returns the words on the command line for a value.
    ///
    /// - Throws: An error if the value has the wrong type.
    func words(for value: JSON) throws(MCPTool.InvalidArguments) -> [String] {
        switch (kind, value) {
        case (.flag, .bool(let isSet)): return isSet ? ["--\(name)"] : []
        case (.flag, _): throw invalid("a Boolean")
        case (_, .array(let items)) where isRepeating:
            let words = items.compactMap(Self.word)
            guard words.count == items.count else { throw invalid("an array of strings") }
            return isPositional ? words : words.map { "--\(name)=\($0)" }
        default:
            guard !isRepeating, let word = Self.word(value) else {
                throw invalid(isRepeating ? "an array of strings" : "a string")
            }
            return [isPositional ? word : "--\(name)=\(word)"]
        }
    }

    private func invalid(_ expected: String) -> MCPTool.InvalidArguments {
        MCPTool.InvalidArguments(message: "invalid value of \"\(name)\"; it must be \(expected)")
    }

    /// Returns a string, or a whole number as written, since clients may send ids as numbers.
    private static func word(_ value: JSON) -> String? {
        switch value {
        case .string(let text): text
        case .integer(let number): String(number)
        default: nil
        }
    }
}
