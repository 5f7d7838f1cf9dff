import ArgumentParser
import Foundation
import Market
import Simulation
import TestSupport

/// A command that serves charts to a benchmark. It runs in a separate process, so that the benchmark's CPU time doesn't
/// include the server's.
struct ChartServer: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve-charts",
        abstract: "Serve simulated charts locally until standard input ends.",
        shouldDisplay: false
    )

    func run() throws {
        let body = try Self.body()
        let response = Array("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body
        let server = try RoughServer.forever {
            $0.send(response)
            return .keep
        }
        FileHandle.standardOutput.write(Data((server.address + "\n").utf8))
        _ = try FileHandle.standardInput.readToEnd()
    }

    /// Returns a chart in Apple's current format, with filler URLs that make its size realistic.
    static func body() throws -> [UInt8] {
        guard let storefront = Storefront(stored: "us") else { return [] }
        let start = Timestamp(seconds: 1_772_000_000)
        let market = SimulatedMarket(storefronts: [storefront], hours: 1, seed: 1, start: start)
        var text = ""
        market.forEachSnapshot { text = AppleFormat.body(of: $0) }
        let path = String(repeating: "0123456789abcdef/", count: 9)
        let rest =
            "\"genres\":[],\"releaseDate\":\"2025-09-30\","
            + "\"artworkUrl100\":\"https://example.invalid/\(path)100x100bb.png\","
            + "\"url\":\"https://example.invalid/us/app/an-app-of-some-name/id1234567890\""
        return Array(text.replacing("\"genres\":[]", with: rest).utf8)
    }

    /// Starts a server process, which exits when `input` is closed. `address` is the server's URL.
    static func start() throws -> (process: Process, input: Pipe, address: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        if !FileManager.default.isExecutableFile(atPath: process.executableURL?.path ?? "") {
            process.executableURL = URL(fileURLWithPath: Program.path(of: "launchtop-bench"))
        }
        process.arguments = ["serve-charts"]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        var said = ""
        while !said.contains("\n"), case let bytes = output.fileHandleForReading.availableData, !bytes.isEmpty {
            said += String(decoding: bytes, as: UTF8.self)
        }
        return (process, input, said.trimmingCharacters(in: .whitespacesAndNewlines))
    }
}
