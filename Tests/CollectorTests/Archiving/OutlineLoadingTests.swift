import Archive
import Foundation
import GRDB
import History
import Market
import Settings
import Simulation
import Synchronization
import TestSupport
import Testing
import TimeSeries

@testable import Collector

@Suite("Loading an archive for a page about a few apps")
struct OutlineLoadingTests {
    private let folder: TemporaryFolder
    private var path: String { folder.url.appendingPathComponent("history.sqlite").path }

    init() throws { folder = try TemporaryFolder() }

    /// Returns the whole archive, and what is loaded for a page.
    private func ledgers(about apps: PageApps, watchlist: [AppID] = []) throws -> (
        whole: LedgerSnapshot, loaded: LedgerSnapshot, problems: [String]
    ) {
        var (whole, loaded) = (Ledger(), Ledger())
        loaded.watch(watchlist)
        let configuration = Settings.Configuration()
        try SourceLoader.read(
            archive: path,
            where: { _ in true },
            needsAllApps: true,
            configuration: configuration,
            into: &whole,
            report: { _ in }
        )
        let problems = Mutex<[String]>([])
        try SourceLoader.read(archive: path, about: apps, configuration: configuration, into: &loaded) { problem in
            problems.withLock { $0.append(problem) }
        }
        return (whole.snapshot, loaded.snapshot, problems.withLock { $0 })
    }

    @Test(
        "it answers like an archive that is loaded completely, also about other apps",
        arguments: 1...2,
        [true, false]
    )
    func property(seed: UInt64, isRegular: Bool) throws {
        var archive = RandomArchive(seed: seed, isRegular: isRegular)
        try archive.write(1500, to: path)
        let apps = (0..<3).map { Fixtures.app("\(6_000_000_000 + UInt64($0) * 7 * seed)") }
        let ledgers = try ledgers(about: .watchlist, watchlist: apps)
        #expect(ledgers.problems.isEmpty)
        #expect(ledgers.loaded.charts == ledgers.whole.charts)
        #expect(ledgers.loaded.span == ledgers.whole.span)
        try expectSameAnswers(ledgers.loaded, ledgers.whole, of: archive, apps: apps, seed: seed)
        try expectSameAnswers(ledgers.loaded, ledgers.whole, of: archive, seed: seed)
        #expect(ledgers.loaded.stories == ledgers.whole.stories, "seed \(seed)")
    }

    @Test("no ranks are kept in memory, except those of the page's apps")
    func memory() throws {
        var archive = RandomArchive(seed: 1, isRegular: true)
        try archive.write(1500, to: path)
        let ledgers = try ledgers(about: .named("6000000001"))
        let blocks = ledgers.loaded.rankings.values.flatMap(\.blocks)
        #expect(!blocks.isEmpty && blocks.allSatisfy(\.isEvicted))
    }

    @Test(
        "an app is found by its id, or by part of a name in any storefront",
        arguments: [
            ("6000000001", ["6000000001"]), ("https://apps.apple.com/us/app/id6000000001", ["6000000001"]),
            ("app 3 jp", ["6000000003"]), ("no such app", []),
        ]
    )
    func names(text: String, expected: [String]) throws {
        var archive = RandomArchive(seed: 1, isRegular: true)
        try archive.write(1500, to: path)
        let loaded = try ledgers(about: .named(text)).loaded
        let found = AppID.candidates(for: text).filter { loaded.registry.handle(of: $0) != nil }
        #expect((found.isEmpty ? loaded.apps(matching: text, limit: 9) : found).map(\.text) == expected)
    }

    @Test(
        "a chart with a damaged block or record is read like an archive that is loaded completely",
        arguments: [
            "UPDATE block SET data = X'00' WHERE key = (SELECT key FROM block ORDER BY chart, first LIMIT 1)",
            "UPDATE block SET data = '' WHERE key = (SELECT key FROM block ORDER BY chart, first LIMIT 1)",
            "UPDATE log SET record = X'01' WHERE number = (SELECT max(number) FROM log)",
            "UPDATE app SET checksum = 0 WHERE number = 3",
            "DELETE FROM log",
            "DELETE FROM block",
        ]
    )
    func damage(sql: String) throws {
        var archive = RandomArchive(seed: 4, isRegular: true)
        try archive.write(1500, to: path)
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
        let ledgers = try ledgers(about: .named("6000000001"))
        #expect(ledgers.loaded.charts == ledgers.whole.charts)
        #expect(ledgers.loaded.stories == ledgers.whole.stories)
        #expect(ledgers.problems.isEmpty == sql.hasPrefix("DELETE"), "\(ledgers.problems)")
        // An app that isn't in any ranking is known only if the page is about it.
        let apps = (0..<90).map { Fixtures.app("\(6_000_000_000 + $0)") }
            .filter { ledgers.loaded.registry.handle(of: $0) != nil }
        try expectSameAnswers(ledgers.loaded, ledgers.whole, of: archive, apps: apps, seed: 4)
    }
}
