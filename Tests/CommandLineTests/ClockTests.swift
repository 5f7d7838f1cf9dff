import FlyingFox
import Foundation
import Market
import TestSupport
import Testing

@Suite("Recording with a wrong system clock", .serialized)
struct ClockTests {
    private let home: TemporaryFolder
    private let offset: URL
    /// Ten years and an hour, in seconds. Without the hour, a small difference between two clocks could make it nine
    /// years.
    private let decade: Int64 = 315_363_600
    private var folder: URL { home.url.appendingPathComponent("charts") }
    private var archive: String { home.url.appendingPathComponent("history.sqlite").path }

    init() throws {
        home = try TemporaryFolder()
        offset = home.url.appendingPathComponent("offset")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try setOffset(0)
    }

    private func setOffset(_ seconds: Int64) throws {
        try Data("\(seconds)\n".utf8).write(to: offset, options: .atomic)
    }

    private var today: Day { Timestamp(seconds: Int64(Date().timeIntervalSince1970)).day }

    private func write(_ ids: [String], daysAgo: Int) throws {
        let day = today.advanced(by: -daysAgo).iso8601
        let rows = ids.enumerated().map { "\(day),appstore,us,top-free,,\($0 + 1),\($1),The \($1) app,Maker" }
        let text = (["time,store,storefront,chart,genre,rank,app,name,developer"] + rows).joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: folder.appendingPathComponent("\(day).csv"), options: .atomic)
    }

    /// A chart without a timestamp, for which `record` uses the time of the poll.
    private static let unstamped =
        "{\"feed\":{\"id\":\"https://rss.marketingtools.apple.com/api/v2/us/apps/top-free/2/apps.json\","
        + "\"results\":[{\"id\":\"3\",\"name\":\"A\"},{\"id\":\"4\",\"name\":\"B\"}]}}"

    private var settings: URL { home.url.appendingPathComponent("settings.toml") }

    /// Writes the config file. `record` polls a source that is added to it immediately.
    private func set(keep: String? = nil, polling addresses: [String] = []) throws {
        let sources = ([folder.path] + addresses).map { "[[source]]\nfrom = \"\($0)\"\n" }.joined()
        let text =
            "[polling]\nrequests_per_minute = 60\n\(sources)" + (keep.map { "[archive]\nkeep = \"\($0)\"\n" } ?? "")
        try Data(text.utf8).write(to: settings, options: .atomic)
    }

    private func record() throws -> RunningProgram {
        try RunningProgram(
            ["record", "--config", settings.path, "--archive", archive],
            in: home.url,
            environment: ["LD_PRELOAD": Program.clockShim, "WALL_CLOCK_OFFSET": offset.path]
        )
    }

    private func ranks(of app: String) throws -> String {
        try Program.run(["show", "app", app, "--from", archive, "--json"]).output
    }

    #if os(Linux)
        @Test("record reports a system clock that briefly jumps ten years, and doesn't prune or misdate snapshots")
        func momentary() async throws {
            for days in 1...3 { try write(["\(days)", "9"], daysAgo: days * 100) }
            try write(["1", "2"], daysAgo: 0)
            try await LocalServer.with { _ in
                HTTPResponse(statusCode: .ok, body: Data(Self.unstamped.utf8))
            } _: { server in
                let addresses = (1...3).map { "\(server.address)/chart\($0)" }
                try set(keep: "400d", polling: [addresses[0]])
                let program = try record()
                #expect(await program.waits(for: "snapshots=4 new=4"))
                #expect(await program.waits(for: "chart1 snapshots=1"))
                try setOffset(decade)
                try set(keep: "400d", polling: Array(addresses[..<2]))
                #expect(await program.waits(for: "system clock: jumped forward by 10 y"))
                #expect(await program.waits(for: "chart2 snapshots=1"))
                try setOffset(0)
                try set(keep: "400d", polling: addresses)
                #expect(await program.waits(for: "system clock is trusted again"))
                #expect(await program.waits(for: "chart3 snapshots=1"))
                #expect(program.end(with: SIGTERM) == 0)
                #expect(!program.lines.contains { $0.contains("Z pruned ") })
            }
            let (kept, polled) = try (ranks(of: "9"), ranks(of: "3"))
            for days in 1...3 { #expect(kept.contains(today.advanced(by: -days * 100).iso8601)) }
            #expect(polled.contains(today.iso8601) && !polled.contains("\(today.civil.year + 10)-"), "\(polled)")
        }

        @Test("record reports a system clock that is ten years ahead at startup, and doesn't prune snapshots")
        func fromTheStart() async throws {
            for days in 0...3 { try write(["\(days)", "9"], daysAgo: days * 100) }
            try set()
            let first = try record()
            #expect(await first.waits(for: "snapshots=4 new=4"))
            #expect(first.end(with: SIGTERM) == 0)
            try setOffset(decade)
            try set(keep: "400d")
            let program = try record()
            #expect(await program.waits(for: "is 10 y old; pruning counts from it instead of now"))
            #expect(program.end(with: SIGTERM) == 0)
            #expect(!program.lines.contains { $0.contains("Z pruned ") })
            let all = try ranks(of: "9")
            for days in 0...3 { #expect(all.contains(today.advanced(by: -days * 100).iso8601)) }
        }
    #endif
}
