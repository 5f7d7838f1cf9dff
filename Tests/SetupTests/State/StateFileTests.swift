import Dashboard
import Foundation
import Market
import TestSupport
import Testing
import Transport

@testable import Setup

@Suite("State file of the dashboard")
struct StateFileTests {
    private let folder: TemporaryFolder
    private var file: URL { folder.url.appendingPathComponent("launchtop/dashboard.json") }
    private let now = Fixtures.time("2026-03-01")
    private let apps = ["1", "2"].map(Fixtures.app)

    init() throws { folder = try TemporaryFolder() }

    private func open(_ subject: String = "launches") -> StateFile { StateFile(file: file, subject: subject) }

    private func write(_ text: String) throws {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    @Test("two dashboards merge their changes in the state file, and each receives the other's changes")
    func both() throws {
        var (first, second) = (open(), open())
        #expect(first.sync(UserState(watchlist: [apps[0]: true]), at: now) == nil)
        let found = second.sync(UserState(watchlist: [apps[1]: true], lines: ["sort name"]), at: now + 1)
        let merged = try #require(found)
        #expect(merged.watchlist == [apps[0]: true, apps[1]: true])
        // The first dashboard has no new changes of its own.
        #expect(first.sync(first.userState(), at: now + 2) == merged)
        #expect(first.sync(merged, at: now + 3) == nil)
        #expect(open().userState() == merged)
        // Undoing a change in one dashboard undoes it in the other.
        var back = merged
        back.watchlist[apps[0]] = false
        #expect(first.sync(back, at: now + 4) == nil)
        #expect(second.sync(merged, at: now + 5) == back)
    }

    @Test("syncing an unchanged user state doesn't write the state file")
    func idle() throws {
        var first = open()
        _ = first.sync(UserState(watchlist: [apps[0]: true]), at: now)
        let before = try FileStamp(of: file.path)
        #expect(first.sync(first.userState(), at: now + 1) == nil)
        var second = open()
        #expect(second.sync(second.userState(), at: now + 2) == nil)
        #expect(try FileStamp(of: file.path) == before)
    }

    @Test("a state file written by version 0.1 is read, and changes are added to it")
    func oldFormat() throws {
        try write(#"{"watched":{"1":true},"commands":["sort name"],"read":{"launches":1772841600}}"#)
        var state = open()
        #expect(state.userState().watchlist == [apps[0]: true])
        #expect(state.userState().readUntil == Timestamp(seconds: 1_772_841_600))
        var changed = state.userState()
        changed.watchlist[apps[1]] = true
        #expect(state.sync(changed, at: now) == nil)
        #expect(open().userState() == changed)
        #expect(state.takeNotice() == nil)
    }

    @Test("an invalid state file is reported once, ignored, and renamed at the next change")
    func invalid() throws {
        try write("{\"watched\":")
        var state = open()
        #expect(state.userState() == UserState())
        let taken = state.takeNotice()
        let notice = try #require(taken)
        #expect(
            notice.contains(
                "dashboard.json: invalid content; ignoring the file; the next change renames it to dashboard.json.invalid"
            )
        )
        #expect(state.takeNotice() == nil)
        #expect(state.sync(UserState(watchlist: [apps[0]: true]), at: now) == nil)
        #expect(open().userState().watchlist == [apps[0]: true])
        #expect(
            try String(contentsOf: URL(fileURLWithPath: file.path + ".invalid"), encoding: .utf8) == "{\"watched\":"
        )
        // If the file becomes invalid or is deleted during the run, nothing is lost.
        try write("invalid")
        #expect(state.sync(state.userState(), at: now + 1) == nil)
        #expect(open().userState().watchlist == [apps[0]: true])
        try FileManager.default.removeItem(at: file)
        #expect(state.sync(state.userState(), at: now + 2) == nil)
        #expect(open().userState().watchlist == [apps[0]: true])
    }

    @Test("an error writing the state file is reported once, and the write is retried after 5 seconds")
    func unwritable() throws {
        // A file with the folder's name prevents the folder from being created.
        try Data("x".utf8).write(to: folder.url.appendingPathComponent("launchtop"))
        var state = open()
        let changed = UserState(watchlist: [apps[0]: true])
        #expect(state.sync(changed, at: now) == nil)
        #expect(state.takeNotice()?.hasSuffix("changes are not saved") == true)
        try FileManager.default.removeItem(at: folder.url.appendingPathComponent("launchtop"))
        #expect(state.sync(changed, at: now + 4) == nil)
        #expect(open().userState() == UserState())
        #expect(state.sync(changed, at: now + 5) == nil)
        #expect(open().userState() == changed)
        #expect(state.takeNotice() == nil)
    }

    @Test("a locked state file is reported, and the write is retried at exit")
    func locked() throws {
        try write("{}")
        var state = open()
        let changed = UserState(watchlist: [apps[0]: true])
        do {
            let lock = try FileLock(file.path + ".lock", atMost: 0)
            #expect(state.sync(changed, at: now) == nil)
            #expect(state.takeNotice()?.contains("dashboard.json.lock: locked by another process") == true)
            withExtendedLifetime(lock) {}
        }
        #expect(state.sync(changed, at: now + 1, isLast: true) == nil)
        #expect(open().userState() == changed)
    }
}
