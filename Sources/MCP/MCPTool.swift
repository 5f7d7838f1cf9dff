import Foundation

/// A tool that a client can call: a command-line command with its arguments.
public struct MCPTool: Hashable, Sendable {
    /// An error in the arguments of a call.
    public struct InvalidArguments: Error, Hashable, Sendable {
        public let message: String
    }

    /// The name that clients use, such as "chart".
    public let name: String
    private let description: String
    private let parameters: [ToolParameter]

    /// Creates a tool from the description of a command's arguments that the argument parser generates.
    ///
    /// - Parameters:
    ///   - help: The JSON description of the arguments.
    ///   - excluded: The names of arguments that clients can't use.
    /// - Returns: `nil` if the description can't be read.
    public init?(name: String, description: String, help: String, excluding excluded: Set<String> = []) {
        guard let parameters = ToolParameter.all(in: help) else { return nil }
        self.name = name
        self.description = description
        self.parameters = parameters.filter { !excluded.contains($0.name) }
    }

    /// Returns the names of the arguments in the JSON description of a command's arguments.
    public static func argumentNames(in help: String) -> Set<String> {
        Set((ToolParameter.all(in: help) ?? []).map(\.name))
    }

    /// The tool as listed by the server, with a JSON schema of its arguments.
    var json: JSON {
        var schema: [String: JSON] = [
            "type": .string("object"),
            "properties": .object(Dictionary(parameters.map { ($0.name, $0.schema) }) { first, _ in first }),
            "additionalProperties": .bool(false),
        ]
        let required = parameters.filter(\.isRequired).map(\.name)
        if !required.isEmpty { schema["required"] = .array(required.map { .string($0) }) }
        return .object([
            "name": .string(name),
            "description": .string(description),
            "inputSchema": .object(schema),
            "annotations": .object(["readOnlyHint": .bool(true), "openWorldHint": .bool(false)]),
        ])
    }

    /// Returns the command-line arguments for the arguments of a call: options first, then positional arguments.
    ///
    /// - Throws: An error if an argument is unknown, missing or has the wrong type.
    func commandLine(for arguments: [String: JSON]) throws(InvalidArguments) -> [String] {
        let names = parameters.map(\.name)
        if let unknown = arguments.keys.sorted().first(where: { !names.contains($0) }) {
            let known = names.isEmpty ? "none" : names.joined(separator: ", ")
            throw InvalidArguments(message: "unknown argument \"\(unknown)\"; available: \(known)")
        }
        var (options, positional): ([String], [String]) = ([], [])
        for parameter in parameters {
            guard let value = arguments[parameter.name], value != .null else {
                if parameter.isRequired {
                    throw InvalidArguments(message: "missing argument \"\(parameter.name)\"")
                }
                continue
            }
            let words = try parameter.words(for: value)
            if parameter.isPositional { positional += words } else { options += words }
        }
        return options + (positional.isEmpty ? [] : ["--"] + positional)
    }
}
