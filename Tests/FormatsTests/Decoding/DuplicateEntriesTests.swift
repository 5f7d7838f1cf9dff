import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing

/// Tests in which letters stand for apps: `abca` is a snapshot of four entries whose last entry repeats the first.
@Suite("Duplicate entries")
struct DuplicateEntriesTests {
    private enum Form: String, CaseIterable {
        case feed
        case csv
        case lines
    }

    private func decode(_ apps: String, as form: Form) throws -> Decoded {
        let ids = apps.unicodeScalars.map { String($0.value) }
        let body =
            switch form {
            case .feed: AppleBodies.feed(results: ids.map { "{\"id\":\"\($0)\",\"name\":\"A\"}" })
            case .csv:
                (["time,store,storefront,chart,genre,rank,app,name,developer"]
                    + ids.enumerated().map { "2026-03-01,appstore,us,top-free,,\($0 + 1),\($1),A,x" })
                    .joined(separator: "\n")
            case .lines:
                ids.enumerated().map {
                    "{\"time\":\"2026-03-01\",\"store\":\"appstore\",\"storefront\":\"us\",\"chart\":\"top-free\","
                        + "\"rank\":\($0 + 1),\"app\":\"\($1)\"}"
                }
                .joined(separator: "\n")
            }
        return try SnapshotDecoder.decode(Document(origin: "f", body: Data(body.utf8)))
    }

    @Test(
        "a duplicate entry is skipped with a warning, and the other entries keep their ranks",
        arguments: ["abca", "abac", "aabc", "aba", "aa"]
    )
    func one(apps: String) throws {
        for form in Form.allCases {
            let seen = try decode(apps, as: form)
            let ranks = seen.snapshots[0].entries.map(\.rank.value)
            let repeated = apps.indices.filter { apps[..<$0].contains(apps[$0]) }
                .map { apps.distance(from: apps.startIndex, to: $0) }
            #expect(ranks == (0..<apps.count).filter { !repeated.contains($0) }.map { $0 + 1 })
            #expect(seen.charts[0].quarantineReason == nil && seen.snapshots[0].coverage == .full, "\(form.rawValue)")
            let warning = try #require(seen.warnings.first).description
            switch form {
            case .feed:
                #expect(
                    warning.contains(
                        "feed.results[\(repeated[0])]: skipped: duplicate id 97, first listed at feed.results[0]"
                    )
                )
            case .csv, .lines:
                #expect(warning.hasSuffix("duplicate app 97 at #\(repeated[0] + 1), first listed at #1"))
            }
        }
    }

    @Test(
        "two or more duplicates make a snapshot partial above 10% of its entries, and quarantined above 25%",
        arguments: [
            // The number of entries, the number of duplicates among them, the coverage, and whether it's quarantined.
            (20, 2, ChartSnapshot.Coverage.full, false), (20, 3, .partial, false), (20, 5, .partial, false),
            (20, 6, .partial, true), (8, 1, .full, false), (8, 2, .partial, false), (3, 2, .partial, true),
        ]
    )
    func many(count: Int, repeated: Int, coverage: ChartSnapshot.Coverage, isQuarantined: Bool) throws {
        let letters = (0..<(count - repeated)).compactMap { UnicodeScalar(UInt8(97 + $0)) }.map(String.init).joined()
        for form in Form.allCases {
            let chart = try decode(letters + String(repeating: "a", count: repeated), as: form).charts[0]
            #expect(chart.snapshot.coverage == coverage)
            let reason = "\(repeated) of \(count) entries are duplicates"
            #expect(chart.quarantineReason == (isQuarantined ? reason : nil))
        }
    }

    @Test("identical chart CSV rows cause warnings, but the snapshot's coverage stays full")
    func duplicateRows() throws {
        let row = "2026-03-01,appstore,us,top-free,,"
        let rows = ["1,5,A,x", "2,6,B,x"].map { row + $0 }
        let body = (["time,store,storefront,chart,genre,rank,app,name,developer"] + rows + rows).joined(separator: "\n")
        let seen = try SnapshotDecoder.decode(Document(origin: "f", body: Data(body.utf8)))
        #expect(seen.charts[0].quarantineReason == nil && seen.snapshots[0].coverage == .full)
        #expect(seen.warnings.map(\.position?.line) == [4, 5])
    }

    @Test(
        "a snapshot with two apps at the same rank is quarantined, whatever the order of its entries",
        arguments: [["1,5", "2,6", "2,7"], ["1,5", "2,5", "2,6"], ["2,6", "1,5", "2,5"]]
    )
    func conflict(rows: [String]) throws {
        let body =
            (["time,store,storefront,chart,genre,rank,app,name,developer"]
            + rows.map { "2026-03-01,appstore,us,top-free,,\($0),A,x" })
            .joined(separator: "\n")
        let seen = try SnapshotDecoder.decode(Document(origin: "f", body: Data(body.utf8)))
        #expect(seen.charts[0].quarantineReason?.hasPrefix("#2 is listed for both ") == true)
        #expect(seen.snapshots[0].coverage == .partial)
        #expect(seen.snapshots[0].entries.map { "\($0.rank.value),\($0.app.text)" } == ["1,5", "2,6"])
    }
}
