import Archive
import Foundation
import GRDB
import Market
import TestSupport
import Testing

/// Tests of counts for days and longer periods.
extension ArchiveTests {
    @Test("an archive keeps the last count of a day, and stores a count only if it differs")
    func countsInTurn() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        let counter = Self.counter
        let one = Fixtures.day("2026-03-01")
        let counts = [5, 12, 5].map { Count(days: [one], value: $0) }
        for (index, count) in counts.enumerated() {
            try writer.append([count], of: counter, in: .appStore)
            #expect(try writer.reader.catalog().counts.map(\.count) == [counts[index]])
        }
        try writer.append(counts, of: counter, in: .appStore)
        #expect(try writer.reader.catalog().counts.map(\.count.value) == [5])
        try writer.close()
        var again = try ArchiveWriter(path, owner: "test")
        try again.append(counts.suffix(1), of: counter, in: .appStore)
        let hasNewData = again.hasNewData
        #expect(!hasNewData)
        try again.close()
    }

    @Test("counts for a day, its week and its month are each stored once, periods in the order of their first reports")
    func periods() throws {
        let days = (0..<31).map { Fixtures.day("2026-03-01").advanced(by: $0) }
        let reports = [
            Count(days: days, value: 1000), Count(days: Array(days[1...7]), value: 300),
            Count(days: [days[30]], value: 40),
        ]
        for (number, order) in permutations(reports).enumerated() {
            let path = folder.url.appendingPathComponent("\(number).sqlite").path
            var writer = try ArchiveWriter(path, owner: "test")
            for _ in 0..<2 { for count in order { try writer.append([count], of: Self.counter, in: .appStore) } }
            let sorted = order.filter { $0.days.count > 1 } + order.filter { $0.days.count == 1 }
            #expect(try writer.reader.catalog().counts.map(\.count) == sorted)
            try writer.close()
        }
    }

    @Test("counts of single days of many counters are read back, whatever their order and their days")
    func manyDays() throws {
        var generator = SeededGenerator(seed: 5)
        let storefronts = try ["us", "jp", "de", "fr"].map { try Storefront.parse($0) }
        var expected: [ReportedCount] = []
        for number in 0..<40 {
            for storefront in storefronts {
                var counter = Self.counter
                counter.app = Fixtures.app("\(number + 1)")
                counter.scope = Scope(stores: [.appStore], storefronts: [storefront])
                for _ in 0..<12 {
                    let day = Day(number: Int.random(in: -40...20_600, using: &generator))
                    let value = Int64.random(in: -5...1_000_000, using: &generator)
                    expected.append(ReportedCount(Count(days: [day], value: value), of: counter, in: .appStore))
                }
            }
        }
        var writer = try ArchiveWriter(path, owner: "test")
        let shuffled = expected.shuffled(using: &generator)
        for start in stride(from: 0, to: shuffled.count, by: 700) {
            let part = Array(shuffled[start..<min(shuffled.count, start + 700)])
            try writer.append(ArchiveBatch(source: "s", snapshots: [], counts: part))
        }
        try writer.close()
        func keys(_ counts: [(counter: Counter, count: Count)]) -> [String: Int64] {
            Dictionary(
                counts.map { ("\($0.counter.app.text) \($0.counter.scope.label) \($0.count.days)", $0.count.value) }
            ) {
                $1
            }
        }
        let reader = try ArchiveReader(path)
        let catalog = try reader.catalog()
        #expect(catalog.problems.isEmpty && keys(catalog.counts) == keys(shuffled.map { ($0.counter, $0.count) }))
    }

    @Test("a damaged row of daily counts is reported and left out, and written again with the next count")
    func damagedDays() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        let days = [3, 40].map { Day(number: 20_000 + $0) }
        try writer.append(days.map { Count(days: [$0], value: 7) }, of: Self.counter, in: .appStore)
        try writer.close()
        let database = try DatabaseQueue(path: path)
        try database.write { try $0.execute(sql: "UPDATE daily SET data = x'0100000001' WHERE span = 625") }
        try database.close()
        let damaged = try ArchiveReader(path).catalog()
        #expect(damaged.counts.map(\.count.days) == [[days[1]]])
        #expect(damaged.problems.first?.problem.contains("damaged row in table daily (span 625, counter 1)") == true)
        var again = try ArchiveWriter(path, owner: "test")
        try again.append([Count(days: [days[0]], value: 8)], of: Self.counter, in: .appStore)
        try again.close()
        #expect(try ArchiveReader(path).catalog().counts.map(\.count.value) == [8, 7])
    }

    @Test("an archive of version 3 is read as it is; opening it for writing moves the counts of single days")
    func upgrade() throws {
        let day = Fixtures.day("2026-03-01")
        let week = Count(days: Array(day...day.advanced(by: 6)), value: 90)
        try ArchiveWriter(path, owner: "test").close()
        var writer = try ArchiveWriter(path, owner: "test")
        try writer.append([week], of: Self.counter, in: .appStore)
        try writer.close()
        let database = try DatabaseQueue(path: path)
        try database.write {
            try $0.execute(
                sql: """
                    DROP TABLE daily; DELETE FROM grdb_migrations WHERE identifier = '4';
                    INSERT INTO count (counter, days, value) VALUES (1, '\(day.number)', 5), (1, '\(day.number)', 6),
                        (1, '\(day.number + 1)', -2), (1, 'x', 1);
                    """
            )
        }
        try database.close()
        let before = try ArchiveReader(path).catalog().counts.map(\.count)
        #expect(
            before == [
                week, Count(days: [day], value: 5), Count(days: [day], value: 6),
                Count(days: [day.advanced(by: 1)], value: -2),
            ]
        )
        try ArchiveWriter(path, owner: "test").close()
        let reader = try ArchiveReader(path)
        #expect(
            try reader.catalog().counts.map(\.count)
                == [week, Count(days: [day], value: 6), Count(days: [day.advanced(by: 1)], value: -2)]
        )
    }

    private static let counter = Counter(
        app: Fixtures.app("1"),
        metric: .downloads,
        scope: Scope(stores: [.appStore], storefronts: nil),
        kind: .exact,
        source: "s"
    )
}
