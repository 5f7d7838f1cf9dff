import Foundation
import Testing

@testable import MCP

@Suite("MCP server")
struct MCPServerTests {
    /// The description of a command's arguments, as the argument parser generates it.
    static let help = """
        {"serializationVersion":0,"command":{"commandName":"chart","abstract":"A chart.","arguments":[
        {"kind":"positional","valueName":"storefront","abstract":"Storefront.","isOptional":false,"isRepeating":false},
        {"kind":"positional","valueName":"genre","abstract":"Genre.","isOptional":true,"isRepeating":false},
        {"kind":"option","names":[{"kind":"long","name":"view"}],"preferredName":{"kind":"long","name":"view"},
         "valueName":"view","abstract":"View.","allValues":["total","daily"],"isOptional":true,"isRepeating":false},
        {"kind":"option","names":[{"kind":"long","name":"app"}],"preferredName":{"kind":"long","name":"app"},
         "valueName":"app","abstract":"Apps.","isOptional":true,"isRepeating":true},
        {"kind":"flag","names":[{"kind":"long","name":"bass"}],"preferredName":{"kind":"long","name":"bass"},
         "valueName":"bass","abstract":"Fit.","isOptional":true,"isRepeating":false},
        {"kind":"option","names":[{"kind":"long","name":"from"}],"preferredName":{"kind":"long","name":"from"},
         "valueName":"source","abstract":"Source.","isOptional":true,"isRepeating":false}]}}
        """

    private func server() throws -> MCPServer {
        let tool = try #require(MCPTool(name: "chart", description: "A chart.", help: Self.help, excluding: ["from"]))
        return MCPServer(name: "launchtop", version: "1.0", instructions: "Ranks.", tools: [tool])
    }

    private func action(_ message: String) throws -> MCPServer.Action? {
        try server().action(for: .line(Data(message.utf8)))
    }

    @Test(
        "each request has a response with its id, and invalid messages have an error code of JSON-RPC",
        arguments: [
            // The message that starts a session, as in the specification's section "Lifecycle".
            (
                #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","#
                    + #""capabilities":{"roots":{"listChanged":true},"sampling":{},"elicitation":{}},"#
                    + #""clientInfo":{"name":"ExampleClient","title":"Example Client","version":"1.0.0"}}}"#,
                #"{"id":1,"jsonrpc":"2.0","result":{"capabilities":{"tools":{}},"instructions":"Ranks.","#
                    + #""protocolVersion":"2025-06-18","serverInfo":{"name":"launchtop","version":"1.0"}}}"#
            ),
            (
                #"{"jsonrpc":"2.0","id":"a","method":"initialize","params":{"protocolVersion":"1.0"}}"#,
                #"{"id":"a","jsonrpc":"2.0","result":{"capabilities":{"tools":{}},"instructions":"Ranks.","#
                    + #""protocolVersion":"2025-11-25","serverInfo":{"name":"launchtop","version":"1.0"}}}"#
            ),
            (#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#, nil),
            (#"{"jsonrpc":"2.0","id":7,"result":{}}"#, nil),
            (#"{"jsonrpc":"2.0","id":"123","method":"ping"}"#, #"{"id":"123","jsonrpc":"2.0","result":{}}"#),
            (
                #"{"jsonrpc":"2.0","id":2,"method":"resources/list"}"#,
                #"{"error":{"code":-32601,"message":"unknown method resources/list"},"id":2,"jsonrpc":"2.0"}"#
            ),
            (
                #"{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"nothing"}}"#,
                #"{"error":{"code":-32602,"message":"unknown tool \"nothing\"; available: chart"},"id":3,"jsonrpc":"2.0"}"#
            ),
            (
                #"{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"chart","arguments":[1]}}"#,
                #"{"error":{"code":-32602,"message":"arguments must be an object"},"id":3,"jsonrpc":"2.0"}"#
            ),
            (
                #"{"jsonrpc":"2.0","id":1.5,"method":"ping"}"#,
                #"{"error":{"code":-32600,"message":"id must be a string or an integer"},"id":null,"jsonrpc":"2.0"}"#
            ),
            (
                #"[{"jsonrpc":"2.0","id":1,"method":"ping"}]"#,
                #"{"error":{"code":-32600,"message":"not a JSON-RPC 2.0 message"},"id":null,"jsonrpc":"2.0"}"#
            ),
            (
                "<html>",
                #"{"error":{"code":-32700,"message":"invalid JSON"},"id":null,"jsonrpc":"2.0"}"#
            ),
            (
                #"{"jsonrpc":"2.0","id":2,"method":"tools/list"}"#,
                #"{"id":2,"jsonrpc":"2.0","result":{"tools":[{"annotations":{"openWorldHint":false,"readOnlyHint":true},"#
                    + #""description":"A chart.","inputSchema":{"additionalProperties":false,"properties":{"#
                    + #""app":{"description":"Apps.","items":{"type":"string"},"type":"array"},"#
                    + #""bass":{"description":"Fit.","type":"boolean"},"genre":{"description":"Genre.","type":"string"},"#
                    + #""storefront":{"description":"Storefront.","type":"string"},"#
                    + #""view":{"description":"View.","enum":["total","daily"],"type":"string"}},"#
                    + #""required":["storefront"],"type":"object"},"name":"chart"}]}}"#
            ),
        ] as [(String, String?)]
    )
    func responses(message: String, response: String?) throws {
        guard case .send(let sent)? = try action(message) else { return #expect(response == nil) }
        #expect(sent.line == response)
    }

    @Test("a message over the limit is an error")
    func tooLong() throws {
        guard case .send(let sent)? = try server().action(for: .tooLong) else { return #expect(Bool(false)) }
        #expect(sent.line == #"{"error":{"code":-32600,"message":"message too long"},"id":null,"jsonrpc":"2.0"}"#)
    }

    @Test(
        "a call becomes a command line in which no value can be read as an option",
        arguments: [
            (#"{"storefront":"us"}"#, ["--", "us"]),
            (
                #"{"storefront":"--from","genre":6014,"bass":true,"view":"total"}"#,
                ["--view=total", "--bass", "--", "--from", "6014"]
            ),
            (
                #"{"app":["1","-2"],"bass":false,"storefront":"us","genre":null}"#, ["--app=1", "--app=-2", "--", "us"]
            ),
        ]
    )
    func commandLines(arguments: String, words: [String]) throws {
        let call =
            #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"chart","arguments":\#(arguments)}}"#
        guard case .run(let run)? = try action(call) else { return #expect(Bool(false)) }
        #expect(run.tool == "chart" && run.arguments == words)
    }

    @Test(
        "invalid arguments are reported as the result of the call, so that the agent can correct them",
        arguments: [
            ("{}", #"missing argument \"storefront\""#),
            (#"{"storefront":["us"]}"#, #"invalid value of \"storefront\"; it must be a string"#),
            (#"{"storefront":"us","bass":"yes"}"#, #"invalid value of \"bass\"; it must be a Boolean"#),
            (#"{"storefront":"us","app":"1"}"#, #"invalid value of \"app\"; it must be an array of strings"#),
            (
                #"{"storefront":"us","from":"/etc/passwd"}"#,
                #"unknown argument \"from\"; available: storefront, genre, view, app, bass"#
            ),
        ]
    )
    func invalidArguments(arguments: String, message: String) throws {
        let call =
            #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"chart","arguments":\#(arguments)}}"#
        guard case .send(let sent)? = try action(call) else { return #expect(Bool(false)) }
        let content = #"[{"text":"\#(message)","type":"text"}]"#
        #expect(sent.line == #"{"id":1,"jsonrpc":"2.0","result":{"content":\#(content),"isError":true}}"#)
    }

    @Test("a result is sent as text, and a result over the limit or an error is marked as one")
    func results() throws {
        struct Broken: Error {}
        let call =
            #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"chart","arguments":{"storefront":"us"}}}"#
        guard case .run(let run)? = try action(call) else { return #expect(Bool(false)) }
        let server = try server()
        func line(_ outcome: Result<String, any Error>) -> String {
            server.result(outcome, of: run) { _ in "no such chart" }.line
        }
        #expect(
            line(.success(#"{"a":1}"#))
                == #"{"id":1,"jsonrpc":"2.0","result":{"content":[{"text":"{\"a\":1}","type":"text"}],"isError":false}}"#
        )
        #expect(line(.failure(Broken())).contains(#""text":"no such chart""#))
        let large = line(.success(String(repeating: "a", count: MCPServer.resultLimit + 1)))
        #expect(large.contains("result too large: 1048577 bytes") && large.contains(#""isError":true"#))
    }

    @Test(
        "bytes are split into lines wherever they are divided, and a line over the limit is discarded",
        arguments: 1...9
    )
    func lines(chunk: Int) {
        let bytes = Data("one\n\ntwo 2\nmuch too long\nlast".utf8)
        var buffer = LineBuffer(limit: 5)
        var lines: [LineBuffer.Line] = []
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            lines += buffer.append(bytes[start..<min(bytes.count, start + chunk)])
        }
        #expect(lines == [.line(Data("one".utf8)), .line(Data("two 2".utf8)), .tooLong])
        #expect(buffer.append(Data("\n".utf8)) == [.line(Data("last".utf8))])
    }
}
