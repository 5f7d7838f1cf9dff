import Growth
import History
import Market
import TimeSeries

/// An app's rank in one snapshot of a chart. The rank is `nil` if the app isn't ranked.
struct RankReading: Sendable {
    let chart: Chart
    let time: Timestamp
    let rank: Rank?
}

extension AppReport {
    /// The app's rank readings in all its charts, limited to the shown range.
    var readings: [RankReading] {
        charts.flatMap { chart in
            observedRanks(in: chart).map { RankReading(chart: chart, time: $0.time, rank: $0.rank) }
        }
    }

    /// The JSON fields of a chart: the app's best and current rank, and its readings as pairs of time and rank.
    var chartColumn: Column<Chart> {
        .hidden.field("chart") { $0.json }
            .field("best") { .of(ledger.rankRecord(of: app, in: $0, asOf: instant).map { Int($0.best) }) }
            .field("current") { .of(current(in: $0)?.rank?.value) }
            .field("points") { .list(observedRanks(in: $0).map { .list([.of($0.time), .of($0.rank?.value)]) }) }
    }

    /// The CSV fields of a rank reading.
    var readingColumn: Column<RankReading> {
        .hidden.field("time") { .of($0.time) }
            .field("store") { .text($0.chart.store.rawValue) }
            .field("storefront") { .text($0.chart.storefront.code) }
            .field("chart") { .text($0.chart.kind.slug) }
            .field("genre") { .of($0.chart.genre?.id) }
            .field("app") { _ in .text(app.text) }
            .field("rank") { .of($0.rank?.value) }
    }
}

extension Observation {
    /// The fields of a published figure in JSON and CSV.
    static var columns: [Column<Observation>] { [valueColumn, periodColumn, scopeColumn, originColumn] }

    private static var valueColumn: Column<Observation> {
        .hidden.field("metric") { .text($0.metric.rawValue) }
            .field("value") { .of($0.value) }
            .field("unit") { .text($0.metric.unit) }
    }

    private static var periodColumn: Column<Observation> {
        .hidden.field("date") { .of($0.firstDate) }
            .field("end") { .of($0.endDate) }
            .field("days") { $0.days.isEmpty ? .null : .list($0.days.map { .of($0) }) }
            .field("cumulative") { .bool($0.isCumulative) }
            .field("atLeast") { .bool($0.isAtLeast) }
            .field("period", .json) { .text($0.period.word) }
    }

    private static var scopeColumn: Column<Observation> {
        .hidden.field("scope", .json) { $0.scope.json }
            .field("stores", .csv) { .list($0.scope.stores.map { .text($0.rawValue) }) }
            .field("storefronts", .csv) { $0.scope.storefronts?.json }
            .field("chart", .json) { $0.chart?.json ?? .null }
            .field("chart", .csv) { .of($0.chart?.kind.slug) }
            .field("genre", .csv) { .of($0.chart?.genre?.id) }
    }

    private static var originColumn: Column<Observation> {
        .hidden.field("kind") { .text($0.kind.rawValue) }
            .field("series") { .of($0.series) }
            .field("source") { .text($0.source.name) }
            .field("url") { .of($0.source.address) }
            .field("published") { .text($0.source.published) }
            .field("note") { .of($0.note) }
            .field("period", .csv) { .text($0.period.word) }
            .field("conflict", .json) { .of($0.conflict) }
    }

    var json: JSONText { Self.columns.json(self) }
}

extension Milestone {
    /// The fields of a milestone in JSON.
    static var column: Column<Milestone> {
        .hidden.field("threshold") { .of($0.threshold) }
            .field("metric") { .text($0.metric.rawValue) }
            .field("reachedAt") { $0.reachedAt }
            .field("earliest") { .of($0.earliest) }
            .field("latest") { .of($0.latest) }
            .field("kind") { .text($0.kind.rawValue) }
            .field("source") { .text($0.source) }
            .field("chart") { $0.chart?.json ?? .null }
    }

    /// The instant or day when the milestone was reached; `null` for a claim and if the day isn't known exactly.
    private var reachedAt: JSONText {
        guard earliest != nil, kind != .claim else { return .null }
        return metric == .rank && !latest.isDayEnd ? .of(latest) : day.map { .of($0) } ?? .null
    }
}

extension LaunchEvent {
    /// The fields of a launch event in JSON.
    static var column: Column<LaunchEvent> {
        .hidden.field("at") { .of($0.day) }
            .field("earliest") { .of($0.earliest) }
            .field("text") { .text($0.text) }
            .field("source") { .text($0.source.name) }
            .field("url") { .of($0.source.address) }
    }
}

extension Availability {
    /// The JSON fields of a launch's later availability.
    static var column: Column<Availability> {
        .hidden.field("at") { .of($0.day) }
            .field("storefronts") { $0.storefronts.json }
            .field("stores") { .list($0.stores.map { .text($0.rawValue) }) }
            .field("source") { .text($0.source.name) }
            .field("url") { .of($0.source.address) }
            .field("note") { .of($0.note) }
    }
}

extension Delisting {
    /// The fields of a delisting in JSON.
    static var column: Column<Delisting> {
        .hidden.field("at") { .of($0.day) }
            .field("storefronts") { $0.storefronts.json }
            .field("stores") { .list($0.stores.map { .text($0.rawValue) }) }
            .field("kind") { .text($0.kind.rawValue) }
            .field("source") { .text($0.source.name) }
            .field("url") { .of($0.source.address) }
            .field("note") { .of($0.note) }
    }
}

extension Launch {
    /// The fields of a launch in JSON.
    static var columns: [Column<Launch>] { [subject, place] }

    private static var subject: Column<Launch> {
        .hidden.field("id") { .text($0.id) }
            .field("name") { .text($0.name) }
            .field("kind") { .text($0.kind.rawValue) }
            .field("app") { $0.app.isPlaceholder ? .null : .text($0.app.text) }
            .field("store") { .of($0.store?.rawValue) }
            .field("day0") { .of($0.day0) }
            .field("day0Note") { .of($0.day0Note) }
    }

    private static var place: Column<Launch> {
        .hidden.field("storefronts") { $0.storefronts.json }
            .field("access") { .text($0.access) }
            .field("series") { .of($0.series) }
            .field("scope") { $0.homeScope.json }
            .field("availability") { [Availability.column].json($0.availability) }
            .field("delisted") { [Delisting.column].json($0.delistings) }
    }
}
