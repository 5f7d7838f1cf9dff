import History
import Market
import TimeSeries

/// A row of the My launch page in exports: an app in one storefront.
struct MyLaunchRow: Sendable {
    let details: MyLaunchDetails
    let row: StorefrontRow

    fileprivate var standing: ChartStanding? { row.overall }
    fileprivate var chart: Chart? { row.overall?.chart ?? row.polled }
    fileprivate var record: RankRecord? {
        row.overall.flatMap {
            details.inputs.data.rankRecord(of: details.app(in: $0.chart), in: $0.chart, asOf: details.instant)
        }
    }
}

extension MyLaunchDetails {
    var exportRows: [MyLaunchRow] { rows.map { MyLaunchRow(details: self, row: $0) } }
}

extension MyLaunchReport {
    /// The fields of a storefront in JSON and CSV; on screen, the table is a ``MyLaunchTable``.
    static var columns: [Column<MyLaunchRow>] { [subject, rank, changes, other] }

    private static var subject: Column<MyLaunchRow> {
        .hidden.field("asOf", .csv) { .of($0.details.instant) }
            .field("app", .csv) { row in .text((row.chart.map(row.details.app) ?? row.details.app).text) }
            .field("name", .csv) { .text($0.details.name) }
            .field("storefront") { .text($0.row.storefront.code) }
            .field("country", .json) { .text($0.row.storefront.name) }
            .field("chart", .json) { $0.chart?.json ?? .null }
            .field("chart", .csv) { .of($0.chart?.kind.slug) }
    }

    private static var rank: Column<MyLaunchRow> {
        .hidden.field("rank") { .of($0.standing?.rank?.value) }
            .field("listed") { .of($0.standing.map { $0.rank != nil }) }
            .field("confirmed", .json) { .of($0.standing.map(\.isConfirmed)) }
            .field("depth") { .of($0.standing?.depth) }
            .field("stale", .json) { .of($0.standing.map(\.isStale)) }
    }

    private static var changes: Column<MyLaunchRow> {
        .hidden.field("change1h") { .of($0.standing?.hour?.change) }
            .field("change24h") { .of($0.standing?.day?.change) }
            .field("previousRank") { .of($0.standing?.day?.previousRank?.value) }
            .field("state") { .of($0.standing?.day?.state?.rawValue) }
            .field("left", .json) { row in
                row.standing?.left.map { .object([("rank", .of($0.rank)), ("at", .of($0.at))]) } ?? .null
            }
            .field("best", .json) { .of($0.record.map { Int($0.best) }) }
            .field("bestAt", .json) { .of($0.record.map { Timestamp(seconds: $0.bestAt) }) }
    }

    private static var other: Column<MyLaunchRow> {
        .hidden.field("genre", .json) { row in
            row.row.genre.map {
                .object([("chart", $0.chart.json), ("rank", .of($0.rank?.value)), ("depth", .of($0.depth))])
            } ?? .null
        }
        .field("genre", .csv) { .of($0.row.genre?.chart.genre?.id) }
        .field("genreRank", .csv) { .of($0.row.genre?.rank?.value) }
        .field("next") { .of($0.standing?.next?.rank) }
        .field("checked") { .of($0.row.checked) }
    }
}
