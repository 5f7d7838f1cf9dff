import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("State shared by dashboards", .serialized, .blocking)
struct DashboardStateTests {
    private let home: TemporaryFolder
    private let market: URL
    private var file: URL { home.url.appendingPathComponent("launchtop/dashboard.json") }

    init() throws {
        home = try TemporaryFolder()
        market = home.url.appendingPathComponent("charts")
        try FileManager.default.createDirectory(at: market, withIntermediateDirectories: true)
        let rows = (1...5).map { "2026-03-01,appstore,us,top-free,,\($0),\($0),The \($0) app,Maker" }
        let text = (["time,store,storefront,chart,genre,rank,app,name,developer"] + rows).joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: market.appendingPathComponent("2026-03-01.csv"))
    }

    private func dashboard() throws -> PseudoTerminal {
        let variables = ["XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"].map { ($0, home.url.path) }
        let terminal = try PseudoTerminal(
            [Program.path, "replay", market.path],
            environment: Dictionary(uniqueKeysWithValues: variables)
        )
        try #require(terminal.waitFor("The 5 app"))
        return terminal
    }

    private func watchlist() throws -> [String: Bool] {
        let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
        return try #require(object?["watched"] as? [String: Bool])
    }

    /// Types keys and waits for a text in the output that follows.
    private func press(_ keys: String, _ text: String, in terminal: PseudoTerminal) throws {
        let mark = terminal.output.count
        terminal.type(keys)
        try #require(terminal.waitFor(text, after: mark))
    }

    @Test("two dashboards that run at the same time merge their changes to the watchlist")
    func two() throws {
        let (first, second) = (try dashboard(), try dashboard())
        try press("w", "added The 1 app to", in: first)
        try press("jw", "added The 2 app to", in: second)
        // The next key loads the change of the second dashboard into the first.
        first.type("jj")
        first.settle(milliseconds: 200)
        try press("w", "added The 3 app to", in: first)
        second.type("q")
        #expect(second.waitForEnd() == 0)
        first.signal(SIGTERM)
        #expect(first.waitForEnd() == 128 + SIGTERM)
        #expect(try watchlist() == ["1": true, "2": true, "3": true])
    }

    @Test("a watchlist change that the dashboard has confirmed survives SIGKILL")
    func killed() throws {
        let terminal = try dashboard()
        try press("w", "added The 1 app to", in: terminal)
        terminal.signal(SIGKILL)
        #expect(terminal.waitForEnd() == 128 + SIGKILL)
        #expect(try watchlist() == ["1": true])
        let next = try dashboard()
        try press("w", "removed The 1 app from", in: next)
        next.signal(SIGKILL)
        #expect(next.waitForEnd() == 128 + SIGKILL)
        #expect(try watchlist() == ["1": false])
    }

    @Test("show milestones includes apps added to the watchlist in the dashboard")
    func show() throws {
        let terminal = try dashboard()
        try press("w", "added The 1 app to", in: terminal)
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
        func milestones(_ home: URL?) throws -> String {
            try Program.run(["show", "milestones", "--from", market.path], home: home).output
        }
        #expect(try milestones(home.url).contains("The 1 app"))
        #expect(try !milestones(nil).contains("The 1 app"))
    }

    @Test("the dashboard reports that it can't write its state file, and keeps running")
    func unwritable() throws {
        try Data("x".utf8).write(to: home.url.appendingPathComponent("launchtop"))
        let terminal = try dashboard()
        // The message wraps depending on the folder's name, but never within its last word.
        try press("w", "saved", in: terminal)
        try press("jw", "added The 2 app to", in: terminal)
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
    }
}
