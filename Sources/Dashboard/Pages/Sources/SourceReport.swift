import Canvas
import History
import Market
import TimeSeries

/// The health of all sources, as shown on the Sources page and exported as text, JSON and CSV.
struct SourceReport: TableReport, Sendable {
    /// The sources that match the filter, sorted, or in the ledger's order if no sort order is chosen.
    private(set) var rows: [SourceHealth] = []
    /// The number of sources without the filter.
    let all: Int
    private let conditions: SourceConditions
    /// The number of rows that are sources, not archives.
    private let sourceCount: Int
    let ledger: LedgerSnapshot
    let now: Timestamp
    let zone: TimeZoneTable

    init(_ ledger: LedgerSnapshot, now: Timestamp, filter: String = "", sort: Sort? = nil, zone: TimeZoneTable = .utc) {
        self.ledger = ledger
        self.now = now
        self.zone = zone
        all = ledger.sources.count
        conditions = SourceConditions(of: ledger.sources, at: now)
        sourceCount = ledger.sources.count { !$0.isArchive }
        rows = arranged(ledger.sources, filter: filter, sort: sort)
    }

    func filterRow(_ source: SourceHealth) -> FilterRow { FilterRow([source.source, source.error, source.note]) }

    /// The page's title: "12 sources, 1 failing, 1 stale".
    var title: String { ([NumberFormat.count(sourceCount, "source")] + conditions.texts).joined(separator: ", ") }

    /// The amount of data in memory: "in memory: 150 charts, 25,200 snapshots, 3.2 MB".
    var storeText: String {
        let snapshots = ledger.rankings.values.reduce(0) { $0 + $1.count }
        return "in memory: \(NumberFormat.count(ledger.rankings.count, "chart")), "
            + "\(NumberFormat.count(snapshots, "snapshot")), \(Self.size(ledger.rankingBytes))"
    }

    /// Returns a size as text: "312 B", "64 kB", "3.2 MB".
    private static func size(_ bytes: Int) -> String {
        for (limit, unit) in [(1e9, "GB"), (1e6, "MB"), (1e3, "kB")] where Double(bytes) >= limit {
            return "\(NumberFormat.tenths(Double(bytes) / limit)) \(unit)"
        }
        return "\(bytes) B"
    }
}
