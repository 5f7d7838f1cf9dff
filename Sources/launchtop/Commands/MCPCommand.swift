import ArgumentParser
import Collector
import Foundation
import MCP

/// The `mcp` command, which serves reports to AI agents.
struct MCPCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mcp",
        abstract: "Serve pages and alerts to AI agents: an MCP server on standard input and output.",
        discussion: """
            Each page is a tool of the Model Context Protocol with the arguments of launchtop show, and returns the same \
            JSON. The tools only read the archive and the library. Agents can't poll sources or open other files.
            """
    )

    @OptionGroup var common: CommonOptions

    func run() throws {
        let server = MCPServer(
            name: "launchtop",
            version: Launchtop.configuration.version,
            instructions: """
                App Store chart ranks over time, downloads and milestones. Figures have a kind: exact, observed, estimate, \
                claim, measured or derived; null means no data, not 0. Times are UTC.
                """,
            tools: Self.tools
        )
        var buffer = LineBuffer()
        while case let bytes = FileHandle.standardInput.availableData, !bytes.isEmpty {
            for line in buffer.append(bytes) {
                switch server.action(for: line) {
                case .send(let message): try Console.printLine(message.line)
                case .run(let call):
                    let result = server.result(Result { try report(call) }, of: call) { error in
                        Launchtop.message(for: Launchtop.printable(error))
                    }
                    try Console.printLine(result.line)
                case nil: break
                }
            }
        }
    }

    /// Returns the output of the command that a call runs.
    private func report(_ call: MCPServer.Call) throws -> String {
        let path = Self.reports.first { $0.tool == call.tool }?.path ?? []
        let command = try Launchtop.parseAsRoot(path + call.arguments)
        guard let command = command as? any ReportCommand else { throw Failure("\(call.tool) has no JSON output") }
        return try command.jsonReport(common)
    }

    private static let reports: [(tool: String, path: [String], command: any ReportCommand.Type)] =
        PageQueries.all.compactMap { query in
            (query.show as? any ReportCommand.Type).map { (query.name, ["show", query.name], $0) }
        } + [("alerts", ["alert", "list"], AlertListCommand.self)]

    private static var tools: [MCPTool] {
        // Output formats, options that name files or sources, and the exit code for scripts.
        let reading: Set = ["json", "csv", "from", "check", "files", "mapping", "store", "format", "max-age"]
        let excluded = reading.union(MCPTool.argumentNames(in: CommonOptions._dumpHelp()))
        return reports.compactMap { report in
            let abstract = report.command.configuration.abstract
            let discussion = report.command.configuration.discussion
            return MCPTool(
                name: report.tool,
                description: discussion.isEmpty ? abstract : "\(abstract) \(discussion)",
                help: report.command._dumpHelp(),
                excluding: excluded
            )
        }
    }
}

/// A command whose output as JSON is offered as a tool.
protocol ReportCommand: ParsableCommand {
    /// Returns the output as JSON, with the files and settings of the given options instead of the command's own.
    func jsonReport(_ common: CommonOptions) throws -> String
}
