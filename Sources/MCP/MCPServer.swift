import Foundation

/// A server of the Model Context Protocol that offers tools.
///
/// It implements the methods `initialize`, `ping`, `tools/list` and `tools/call` of the specification at
/// <https://modelcontextprotocol.io/specification/2025-11-25>. Messages are JSON-RPC 2.0, one per line.
public struct MCPServer: Sendable {
    /// What the caller does with a received message.
    public enum Action: Hashable, Sendable {
        /// Sends a message.
        case send(JSON)
        /// Runs a command and sends its outcome as a ``MCPServer/result(_:of:)``.
        case run(Call)
    }

    /// A call of a tool.
    public struct Call: Hashable, Sendable {
        fileprivate let id: JSON
        public let tool: String
        /// The tool's arguments as words on the command line.
        public let arguments: [String]
    }

    /// Supported versions of the protocol, newest first. These versions don't differ in the implemented methods.
    private static let versions = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"]
    /// The maximum length of a tool's result, in bytes.
    public static let resultLimit = 1 << 20

    private let name: String
    private let version: String
    private let instructions: String
    private let tools: [MCPTool]

    public init(name: String, version: String, instructions: String, tools: [MCPTool]) {
        (self.name, self.version, self.instructions, self.tools) = (name, version, instructions, tools)
    }

    /// Returns the response to a message; `nil` for a notification, which has none.
    public func action(for line: LineBuffer.Line) -> Action? {
        guard case .line(let bytes) = line else { return .send(Self.error(.invalidRequest, "message too long")) }
        guard let message = JSON(bytes) else { return .send(Self.error(.parseError, "invalid JSON")) }
        guard case .object(let members) = message, members["jsonrpc"] == .string("2.0") else {
            return .send(Self.error(.invalidRequest, "not a JSON-RPC 2.0 message"))
        }
        // A message without a method is a response, and this server doesn't send requests.
        guard let method = message["method"] else { return nil }
        guard let id = message["id"] else { return nil }
        switch id {
        case .string, .integer: break
        default: return .send(Self.error(.invalidRequest, "id must be a string or an integer"))
        }
        switch method.string {
        case "initialize": return .send(Self.response(to: id, initialized(message["params"])))
        case "ping": return .send(Self.response(to: id, [:]))
        case "tools/list": return .send(Self.response(to: id, ["tools": .array(tools.map(\.json))]))
        case "tools/call": return call(message["params"], id: id)
        default:
            return .send(Self.error(.methodNotFound, "unknown method \(method.string ?? method.line)", id: id))
        }
    }

    /// Returns the message with the outcome of a call.
    public func result(_ outcome: Result<String, any Error>, of call: Call, message: (any Error) -> String) -> JSON {
        switch outcome {
        case .success(let text) where text.utf8.count > Self.resultLimit:
            Self.content(
                "result too large: \(text.utf8.count) bytes, limit \(Self.resultLimit); narrow the request",
                isError: true,
                of: call.id
            )
        case .success(let text): Self.content(text, isError: false, of: call.id)
        case .failure(let error): Self.content(message(error), isError: true, of: call.id)
        }
    }

    private func initialized(_ parameters: JSON?) -> [String: JSON] {
        let requested = parameters?["protocolVersion"]?.string ?? ""
        return [
            "protocolVersion": .string(Self.versions.contains(requested) ? requested : Self.versions[0]),
            "capabilities": .object(["tools": .object([:])]),
            "serverInfo": .object(["name": .string(name), "version": .string(version)]),
            "instructions": .string(instructions),
        ]
    }

    private func call(_ parameters: JSON?, id: JSON) -> Action {
        guard let name = parameters?["name"]?.string else {
            return .send(Self.error(.invalidParameters, "missing name of the tool", id: id))
        }
        guard let tool = tools.first(where: { $0.name == name }) else {
            let known = tools.map(\.name).joined(separator: ", ")
            return .send(Self.error(.invalidParameters, "unknown tool \"\(name)\"; available: \(known)", id: id))
        }
        guard case .object(let arguments) = parameters?["arguments"] ?? .object([:]) else {
            return .send(Self.error(.invalidParameters, "arguments must be an object", id: id))
        }
        do {
            return .run(Call(id: id, tool: name, arguments: try tool.commandLine(for: arguments)))
        } catch {
            return .send(Self.content(error.message, isError: true, of: id))
        }
    }

    private static func content(_ text: String, isError: Bool, of id: JSON) -> JSON {
        let item = JSON.object(["type": .string("text"), "text": .string(text)])
        return response(to: id, ["content": .array([item]), "isError": .bool(isError)])
    }

    private static func response(to id: JSON, _ result: [String: JSON]) -> JSON {
        .object(["jsonrpc": .string("2.0"), "id": id, "result": .object(result)])
    }

    /// The error codes of JSON-RPC 2.0.
    private enum Code: Int64 {
        case parseError = -32700
        case invalidRequest = -32600
        case methodNotFound = -32601
        case invalidParameters = -32602
    }

    private static func error(_ code: Code, _ message: String, id: JSON = .null) -> JSON {
        let error = JSON.object(["code": .integer(code.rawValue), "message": .string(message)])
        return .object(["jsonrpc": .string("2.0"), "id": id, "error": error])
    }
}
