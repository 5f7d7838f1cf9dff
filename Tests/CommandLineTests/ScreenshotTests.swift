import Foundation
import TestSupport
import Testing

@Suite("The screenshot command", .blocking)
struct ScreenshotTests {
    private func screenshot(_ page: [String], as name: String) throws -> String {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent(name)
        let outcome = try Program.run(["screenshot"] + page + ["-o", file.path])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
        return try String(contentsOf: file, encoding: .utf8)
    }

    @Test("a .txt screenshot equals the dashboard's screen except for the bottom line")
    func text() throws {
        let text = try screenshot(["launch", "sora", "--at", "2025-10-06", "--size", "80x24"], as: "sora.txt")
        let arguments = ["replay", "sora", "--at", "2025-10-06", "--keys", "", "--keys-size", "80x24"]
        // Only the bottom line differs, because a screenshot has no key hints.
        let screen = try Program.run(arguments).output.split(separator: "\n").dropLast(2)
        #expect(text.split(separator: "\n").dropLast(2).elementsEqual(screen))
    }

    @Test("screenshot writes pages as SVG, colored text and ASCII")
    func pages() throws {
        let folder = try TemporaryFolder()
        _ = try Program.run(["simulate", folder.url.path, "--storefronts", "1", "--hours", "24"])
        let from = ["--from", folder.url.path]
        let chart = try screenshot(["chart", "us", "top-free"] + from, as: "chart.svg")
        #expect(chart.hasPrefix("<svg") && chart.contains("<title>launchtop: App Store, US Top Free"))
        #expect(try screenshot(["library"], as: "launches.ansi").contains("\u{1B}[0;38;5;"))
        #expect(try !screenshot(["library", "--theme", "mono"], as: "launches.ansi").contains("38;5;"))
        #expect(try screenshot(["app", "sora", "--ascii"], as: "app.txt").utf8.allSatisfy { $0 < 0x80 })
    }

    @Test("a .png screenshot is twice as large as the .svg")
    func image() throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("library.png")
        let outcome = try Program.run(["screenshot", "library", "--size", "80x24", "-o", file.path])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let svg = try screenshot(["library", "--size", "80x24"], as: "library.svg")
        let width = try #require(svg.firstMatch(of: #/width="([\d.]+)"/#).flatMap { Double($0.1) })
        // The width is in bytes 16 to 19 of the file.
        let data = try Data(contentsOf: file)
        #expect(data.starts(with: Data([0x89]) + Data("PNG".utf8)))
        #expect(abs(Double(data[16..<20].reduce(0) { $0 << 8 | Int($1) }) - 2 * width) <= 1)
    }

    @Test("screenshot rejects an unknown file type, a missing folder and an invalid size")
    func refusals() throws {
        #expect(try Program.run(["screenshot", "library", "-o", "x.gif"]).status == 64)
        let outcome = try Program.run(["screenshot", "library", "-o", "/no/such/folder/x.svg"])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("/no/such/folder/x.svg: can't write the file: "))
        #expect(try Program.run(["screenshot", "library", "-o", "x.svg", "--size", "0x9"]).status == 64)
    }
}
