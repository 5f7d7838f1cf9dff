import Foundation
import TestSupport
import Testing

@Suite("The whole program through real ncurses, into the void")
struct RobotTests {
    private func screen(_ arguments: [String], keys: String, size: String = "80x24") throws -> [String] {
        let outcome = try Program.run(arguments + ["--robot", keys, "--robot-size", size])
        #expect(outcome.status == 0, "\(outcome.errors)")
        return outcome.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test("keys arrive one by one, each when the program has come to rest")
    func keys() throws {
        let sora = ["replay", "sora", "--at", "2025-10-01"]
        #expect(try screen(sora, keys: "]").first != screen(sora, keys: "] ]").first)
        let typed = try screen(sora, keys: "t 2025-10-05 <Enter>")
        #expect(typed.first?.contains("5 Oct 2025") ?? false)
        #expect(try screen(sora, keys: "?").contains { $0.contains("one row up") })
        #expect(try screen(sora, keys: "? <Esc>").contains { $0.contains("downloads/day") })
    }

    @Test("a source that is being read is waited for")
    func sources() throws {
        let folder = try TemporaryFolder()
        _ = try Program.run(["simulate", folder.url.path, "--storefronts", "2", "--hours", "24"])
        let lines = try screen(["watch", folder.url.path, "--no-archive"], keys: "j j")
        #expect(lines.contains { $0.contains("developer") })
    }

    @Test("a key that plays is waited for until the end of what there is to play")
    func playing() throws {
        let folder = try TemporaryFolder()
        _ = try Program.run(["simulate", folder.url.path, "--storefronts", "1", "--hours", "24"])
        let lines = try screen(["replay", folder.url.path, "--speed", "86400"], keys: "?")
        #expect(lines.first?.contains("END") ?? false)
        #expect(lines.contains { $0.contains("one row up") })
    }
}
