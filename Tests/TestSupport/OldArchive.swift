import Archive
import Market

/// An archive with data that earlier versions didn't validate.
public enum OldArchive {
    /// Writes an archive with an app id in scientific notation (rounded by a spreadsheet, so that two apps share it), a
    /// chart of a nonexistent storefront, a chart with a genre name in place of its id, and a month of downloads with a
    /// separate count for its last day.
    public static func write(to path: String) throws {
        var writer = try ArchiveWriter(path, owner: "test")
        let strange = [
            Chart(storefront: stored(Storefront(stored: "zz")), kind: .topFree),
            Chart(storefront: stored(Storefront(stored: "us")), kind: .topFree, genre: Genre(stored: "finance")),
        ]
        let time = Fixtures.time("2026-03-10")
        let snapshots = strange.map { chart in
            ChartSnapshot(
                chart: chart,
                observedAt: time,
                entries: [RankEntry(rank: .first, app: stored(AppID(stored: "1.70E+09")), name: "Two apps")]
            )
        }
        let scope = Scope(stores: [.appStore], storefronts: [stored(Storefront(stored: "us"))])
        let counter = Counter(
            app: Fixtures.app("1700000001"),
            metric: .downloads,
            scope: scope,
            kind: .exact,
            source: "App Store Connect"
        )
        let month = (0..<31).map { Fixtures.day("2026-03-01").advanced(by: $0) }
        let counts = [Count(days: month, value: 1000), Count(days: [month[30]], value: 40)]
        try writer.append(
            ArchiveBatch(
                source: "old",
                snapshots: snapshots,
                counts: counts.map { ReportedCount($0, of: counter, in: .appStore) }
            )
        )
        try writer.close()
    }

    private static func stored<Value>(_ value: Value?) -> Value {
        guard let value else { preconditionFailure("a stored value can't be read") }
        return value
    }
}
