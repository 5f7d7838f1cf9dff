import Archive
import Foundation
import Market
import TestSupport
import Testing

/// Tests of counts for days and longer periods.
extension ArchiveTests {
    @Test("an archive stores a count unless it equals the last one stored for the same days")
    func countsInTurn() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        let counter = Self.counter
        let one = Fixtures.day("2026-03-01")
        let counts = [5, 12, 5].map { Count(days: [one], value: $0) }
        for _ in 0..<2 { try writer.append(counts, of: counter, in: .appStore) }
        #expect(try writer.reader.catalog().counts.map(\.count.value) == [5, 12, 5, 12, 5])
        try writer.append([counts[2]], of: counter, in: .appStore)
        #expect(try writer.reader.catalog().counts.count == 5)
    }

    @Test("counts for a day, its week and its month are each stored once, in the order of their first reports")
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
            #expect(try writer.reader.catalog().counts.map(\.count) == order)
            try writer.close()
        }
    }

    private static let counter = Counter(
        app: Fixtures.app("1"),
        metric: .downloads,
        scope: Scope(stores: [.appStore], storefronts: nil),
        kind: .exact,
        source: "s"
    )
}
