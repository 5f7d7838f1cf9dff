import Foundation
import TestSupport
import Testing

@Suite("ASCII text output", .serialized, .blocking)
struct TextOutputTests {
    private let home: TemporaryFolder

    init() throws { home = try TemporaryFolder() }

    private static let pages = [
        ["show", "launch", "sora"], ["show", "app", "chatgpt"], ["show", "library"],
        ["show", "compare", "sora", "chatgpt"],
        ["show", "milestones"], ["compare", "sora", "chatgpt"], ["sora"], ["doctor"],
    ]

    @Test("--ascii limits text output to ASCII and keeps the number of lines", arguments: pages)
    func ascii(arguments: [String]) throws {
        let plain = try Program.run(arguments, home: home.url)
        let ascii = try Program.run(arguments + ["--ascii"], home: home.url)
        #expect(ascii.output.utf8.allSatisfy { $0 < 0x80 })
        #expect(plain.output.utf8.contains { $0 >= 0x80 })
        #expect(ascii.output.split(separator: "\n").count == plain.output.split(separator: "\n").count)
        #expect(ascii.status == plain.status)
    }

    @Test("the ascii setting limits text output to ASCII, and --ascii doesn't affect JSON")
    func settings() throws {
        try home.write("[display]\nascii = true\n", to: "launchtop/config.toml")
        #expect(try Program.run(["show", "launch", "sora"], home: home.url).output.utf8.allSatisfy { $0 < 0x80 })
        let json = ["show", "launch", "sora", "--json"]
        #expect(try Program.run(json + ["--ascii"], home: home.url).output == Program.run(json, home: home.url).output)
    }
}
