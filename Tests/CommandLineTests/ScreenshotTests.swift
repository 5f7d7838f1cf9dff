import Foundation
import TestSupport
import Testing

@Suite("Pictures of pages")
struct ScreenshotTests {
    private func picture(_ page: [String], as name: String) throws -> String {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent(name)
        let outcome = try Program.run(["screenshot"] + page + ["-o", file.path])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
        return try String(contentsOf: file, encoding: .utf8)
    }

    @Test("as text it is what the screen shows")
    func text() throws {
        let text = try picture(["launch", "sora", "--at", "2025-10-06", "--size", "80x24"], as: "sora.txt")
        let arguments = ["replay", "sora", "--at", "2025-10-06", "--robot", "", "--robot-size", "80x24"]
        // The ways in differ in the bottom line alone: nobody is there to press a key again.
        let screen = try Program.run(arguments).output.split(separator: "\n").dropLast(2)
        #expect(text.split(separator: "\n").dropLast(2).elementsEqual(screen))
    }

    @Test("of every page, with colours and as a picture")
    func pages() throws {
        let folder = try TemporaryFolder()
        _ = try Program.run(["simulate", folder.url.path, "--storefronts", "1", "--hours", "24"])
        let from = ["--from", folder.url.path]
        let chart = try picture(["chart", "us", "top-free"] + from, as: "chart.svg")
        #expect(chart.hasPrefix("<svg") && chart.contains("<title>launchtop: App Store, US Top Free"))
        #expect(try picture(["launches"], as: "launches.ansi").contains("\u{1B}[0;38;5;"))
        #expect(try !picture(["launches", "--theme", "mono"], as: "launches.ansi").contains("38;5;"))
        #expect(try picture(["app", "sora", "--ascii"], as: "app.txt").utf8.allSatisfy { $0 < 0x80 })
    }

    @Test("a name that says no format, and a place that is not there")
    func refusals() throws {
        #expect(try Program.run(["screenshot", "launches", "-o", "x.png"]).status == 64)
        let outcome = try Program.run(["screenshot", "launches", "-o", "/no/such/folder/x.svg"])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("/no/such/folder/x.svg cannot be written"))
        #expect(try Program.run(["screenshot", "launches", "-o", "x.svg", "--size", "0x9"]).status == 64)
    }
}
