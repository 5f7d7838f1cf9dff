import Foundation
import TestSupport
import Testing

@Suite("launchtop mcp")
struct MCPTests {
    private func responses(to messages: [String]) throws -> [[String: Any]] {
        let outcome = try Program.run(["mcp"], input: messages.map { $0 + "\n" }.joined())
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        return try outcome.output.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    private func call(_ tool: String, _ arguments: String) -> String {
        #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"\#(tool)","arguments":\#(arguments)}}"#
    }

    @Test("each page of launchtop show and the alerts are tools, whose arguments name no file and no source")
    func tools() throws {
        let list = try responses(to: [#"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"#])
        let tools = try #require((list[0]["result"] as? [String: Any])?["tools"] as? [[String: Any]])
        let names = [
            "my-launch", "chart", "app", "countries", "library", "launch", "compare", "milestones", "sources",
            "reviews",
            "alerts",
        ]
        #expect(tools.map { $0["name"] as? String } == names)
        for tool in tools {
            let schema = try #require(tool["inputSchema"] as? [String: Any])
            let properties = Set(try #require(schema["properties"] as? [String: Any]).keys)
            #expect(
                properties.isDisjoint(with: ["from", "archive", "config", "data", "log", "files", "mapping", "json"])
            )
            if tool["name"] as? String == "chart" {
                #expect(properties == ["storefront", "kind", "genre", "window", "at"])
                #expect(schema["required"] as? [String] == ["storefront", "kind"])
            }
        }
    }

    @Test("a call returns the JSON that launchtop show prints")
    func show() throws {
        let response = try responses(to: [call("compare", #"{"ids":["sora","chatgpt"],"at":"day 6"}"#)])
        let result = try #require(response[0]["result"] as? [String: Any])
        let content = try #require((result["content"] as? [[String: Any]])?.first?["text"] as? String)
        let shown = try Program.run(["show", "compare", "sora", "chatgpt", "--at", "day 6", "--json"])
        #expect(result["isError"] as? Bool == false && content + "\n" == shown.output)
    }

    @Test(
        "an error of a call has the message that launchtop show prints, and the server keeps running",
        arguments: [
            ("launch", #"{"id":"chatgtp"}"#, ["show", "launch", "chatgtp", "--json"]),
            ("compare", #"{"ids":["sora"]}"#, ["show", "compare", "sora", "--json"]),
            (
                "chart", #"{"storefront":"us","kind":"top-free","at":"noonish"}"#,
                ["show", "chart", "us", "top-free", "--at=noonish"]
            ),
        ]
    )
    func errors(tool: String, arguments: String, command: [String]) throws {
        let ping = #"{"jsonrpc":"2.0","id":2,"method":"ping"}"#
        let both = try responses(to: [call(tool, arguments), ping])
        let result = try #require(both[0]["result"] as? [String: Any])
        let message = try #require((result["content"] as? [[String: Any]])?.first?["text"] as? String)
        let shown = try Program.run(command)
        #expect(result["isError"] as? Bool == true && shown.errors.contains(message), "\(message)\n\(shown.errors)")
        #expect(both[1]["id"] as? Int == 2)
    }
}
