import Dashboard
import Foundation
import Market
import TestSupport
import Testing

@testable import launchtop

@Suite("The file of what is remembered")
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

    @Test("two dashboards keep the changes of both, and each sees the other's")
    func both() throws {
        var (first, second) = (open(), open())
        #expect(first.exchange(UserState(watchlist: [apps[0]: true]), at: now) == nil)
        let found = second.exchange(UserState(watchlist: [apps[1]: true], lines: ["sort name"]), at: now + 1)
        let merged = try #require(found)
        #expect(merged.watchlist == [apps[0]: true, apps[1]: true])
        // Without a change of its own.
        #expect(first.exchange(first.memory(), at: now + 2) == merged)
        #expect(first.exchange(merged, at: now + 3) == nil)
        #expect(open().memory() == merged)
        // And what one of them takes back is taken back.
        var back = merged
        back.watchlist[apps[0]] = false
        #expect(first.exchange(back, at: now + 4) == nil)
        #expect(second.exchange(merged, at: now + 5) == back)
    }

    @Test("an unchanged file is not written again")
    func idle() throws {
        var first = open()
        _ = first.exchange(UserState(watchlist: [apps[0]: true]), at: now)
        let before = FileVersion(file)
        #expect(first.exchange(first.memory(), at: now + 1) == nil)
        var second = open()
        #expect(second.exchange(second.memory(), at: now + 2) == nil)
        #expect(FileVersion(file) == before)
    }

    @Test("a file of version 0.1 is read, and written with what changed")
    func oldFormat() throws {
        try write(#"{"watched":{"1":true},"commands":["sort name"],"read":{"launches":1772841600}}"#)
        var memory = open()
        #expect(memory.memory().watchlist == [apps[0]: true])
        #expect(memory.memory().readUntil == Timestamp(seconds: 1_772_841_600))
        var changed = memory.memory()
        changed.watchlist[apps[1]] = true
        #expect(memory.exchange(changed, at: now) == nil)
        #expect(open().memory() == changed)
        #expect(memory.takeNotice() == nil)
    }

    @Test("an invalid file is reported once, ignored, and set aside at the next change")
    func invalid() throws {
        try write("{\"watched\":")
        var memory = open()
        #expect(memory.memory() == UserState())
        let taken = memory.takeNotice()
        let notice = try #require(taken)
        #expect(notice.contains("dashboard.json: invalid content; ignored, and moved to dashboard.json.invalid"))
        #expect(memory.takeNotice() == nil)
        #expect(memory.exchange(UserState(watchlist: [apps[0]: true]), at: now) == nil)
        #expect(open().memory().watchlist == [apps[0]: true])
        #expect(
            try String(contentsOf: URL(fileURLWithPath: file.path + ".invalid"), encoding: .utf8) == "{\"watched\":"
        )
        // Spoilt or deleted while it is open: nothing that is known is lost.
        try write("spoilt")
        #expect(memory.exchange(memory.memory(), at: now + 1) == nil)
        #expect(open().memory().watchlist == [apps[0]: true])
        try FileManager.default.removeItem(at: file)
        #expect(memory.exchange(memory.memory(), at: now + 2) == nil)
        #expect(open().memory().watchlist == [apps[0]: true])
    }

    @Test("a folder that cannot be written to is reported once, and tried again only after a while")
    func unwritable() throws {
        // A file where the folder should be.
        try Data("x".utf8).write(to: folder.url.appendingPathComponent("launchtop"))
        var memory = open()
        let changed = UserState(watchlist: [apps[0]: true])
        #expect(memory.exchange(changed, at: now) == nil)
        #expect(memory.takeNotice()?.hasSuffix("what is changed by key is not kept") == true)
        try FileManager.default.removeItem(at: folder.url.appendingPathComponent("launchtop"))
        #expect(memory.exchange(changed, at: now + 4) == nil)
        #expect(open().memory() == UserState())
        #expect(memory.exchange(changed, at: now + 5) == nil)
        #expect(open().memory() == changed)
        #expect(memory.takeNotice() == nil)
    }

    @Test("another process that holds the lock is waited for briefly; the end tries it once more")
    func locked() throws {
        try write("{}")
        var memory = open()
        let changed = UserState(watchlist: [apps[0]: true])
        do {
            let lock = try FileLock(file.path + ".lock", atMost: 0)
            #expect(memory.exchange(changed, at: now) == nil)
            #expect(memory.takeNotice()?.contains("dashboard.json.lock: locked by another process") == true)
            withExtendedLifetime(lock) {}
        }
        #expect(memory.exchange(changed, at: now + 1, isLast: true) == nil)
        #expect(open().memory() == changed)
    }
}
