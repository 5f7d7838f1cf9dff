import Foundation
import Input
import Market
import TestSupport
import Testing

@testable import Collector
@testable import Formats

@Suite("Dates and times in file names")
struct FileNameTimeTests {
    @Test(
        "a date in a file name is read as midnight unless a time follows; an entry count isn't a time",
        arguments: [
            ("us-top-free-2026-03-10.json", "2026-03-10T00:00:00Z"), ("us-20260310.csv", "2026-03-10T00:00:00Z"),
            ("us_2026_03_10.json", "2026-03-10T00:00:00Z"), ("us.2026.03.10.json", "2026-03-10T00:00:00Z"),
            ("us-2026-03-11T06-00-00Z.json", "2026-03-11T06:00:00Z"), ("a-20260310T120000Z", "2026-03-10T12:00:00Z"),
            ("us-20260310_1530.json", "2026-03-10T15:30:00Z"), ("us-20260310-153000.json", "2026-03-10T15:30:00Z"),
            ("us-20260310120000.json", "2026-03-10T12:00:00Z"), ("us-2026031012.json", "2026-03-10T12:00:00Z"),
            ("2026-03-10T23:30:00-05:00.json", "2026-03-11T04:30:00Z"),
            ("2026-03-10 14.05.json", "2026-03-10T14:05:00Z"),
            ("us-2026-03-10-100.json", "2026-03-10T00:00:00Z"), ("2026-03-10-1000.json", "2026-03-10T00:00:00Z"),
            ("us-6014-2026-03-10-gb.json", "2026-03-10T00:00:00Z"),
            ("S_D_80012345_20260301.txt", "2026-03-01T00:00:00Z"),
        ]
    )
    func read(name: String, time: String) {
        #expect(FileNameTime.first(in: name)?.iso8601 == time)
        #expect(!FileNameTime.isUnread(in: name))
    }

    @Test(
        "a file name that seems to contain an invalid date is detected",
        arguments: [
            ("us-2026-3-9.json", true), ("us-10.03.2026.json", true), ("us-260310.json", true),
            ("us-2026-02-30.json", true),
            ("us-1773100800.json", true), ("us-10mar2026.json", true), ("us-top-free-6014-100.json", false),
            ("latest.json", false), ("us.json", false),
        ]
    )
    func unread(name: String, isUnread: Bool) {
        #expect(FileNameTime.first(in: name) == nil)
        #expect(FileNameTime.isUnread(in: name) == isUnread)
    }

    private func list(named name: String) throws -> Decoded {
        try SnapshotDecoder.decode(
            Document(
                origin: name,
                body: Data("[{\"id\":1,\"title\":\"A\",\"url\":\"https://apps.apple.com/us/app/a/id1\"}]".utf8),
                modifiedAt: Fixtures.time("2026-11-01T08:00:00Z")
            )
        )
    }

    @Test("if the date in a file name is invalid, the modification time is used, with a warning")
    func warning() throws {
        let unread = try list(named: "us-top-free-10.03.2026.json")
        #expect(unread.snapshots[0].observedAt == Fixtures.time("2026-11-01T08:00:00Z"))
        #expect(
            unread.warnings.map(\.problem) == [
                "invalid date in the file name; using the file's modification time 2026-11-01T08:00:00Z; write the date as "
                    + "2026-03-10 or 2026-03-10T12-00-00Z"
            ]
        )
        let read = try list(named: "us-top-free-20260310_0600.json")
        #expect(read.warnings.isEmpty && read.snapshots[0].observedAt == Fixtures.time("2026-03-10T06:00:00Z"))
        #expect(try list(named: "us-top-free.json").warnings.isEmpty)
        // Text after an at sign is part of the name unless it's a Git commit.
        for name in ["us-top-free@2026-03-10.json", "us-top-free-2026-03-10.json@1a2b3c4"] {
            #expect(try list(named: name).snapshots[0].observedAt == Fixtures.time("2026-03-10"), "\(name)")
        }
    }

    @Test("options and file names that contradict a feed cause warnings, and the feed takes precedence")
    func feeds() throws {
        func decoded(_ defaults: ChartDefaults, _ name: String) throws -> Decoded {
            try SnapshotDecoder(defaults: defaults).decode(
                Document(origin: name, body: Data(AppleBodies.two.utf8), modifiedAt: Fixtures.time("2026-03-10"))
            )
        }
        let plain = try decoded(ChartDefaults(), "feed.json")
        let chart = try #require(plain.snapshots.first?.chart)
        #expect(plain.warnings.isEmpty)
        let code = chart.storefront.code == "jp" ? "de" : "jp"
        let options = try decoded(ChartDefaults(storefront: Storefront(stored: code)), "feed.json")
        #expect(options.snapshots == plain.snapshots)
        #expect(
            options.warnings.map(\.problem)
                == [
                    "the feed is for storefront \(chart.storefront.code); ignoring storefront \(code) from the file name or options"
                ]
        )
        let named = try decoded(ChartDefaults(), "\(code)-\(chart.kind.slug).json")
        #expect(named.snapshots == plain.snapshots && named.warnings.count == 1)
        #expect(try decoded(ChartDefaults(storefront: chart.storefront), "feed.json").warnings.isEmpty)
    }

    @Test("numbered copies of a downloaded file, such as S_1 (1).txt, are sorted after the original")
    func copies() {
        let names = ["d/S_1 (2).txt", "d/S_1 (1).txt", "d/S_2.txt", "d/S_1.txt", "d/a (b).txt"]
        #expect(
            FileName.sorted(names) == ["d/S_1.txt", "d/S_1 (1).txt", "d/S_1 (2).txt", "d/S_2.txt", "d/a (b).txt"]
        )
    }
}
