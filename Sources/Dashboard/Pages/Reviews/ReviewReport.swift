import Canvas
import History
import Market

/// The reviews of an app in all storefronts as of an instant, as shown on the Reviews page and exported as text, JSON and
/// CSV.
struct ReviewReport: TableReport, Sendable {
    typealias Row = ReviewSummary.Row

    /// The reviews that match the filter, sorted, the newest first by default.
    private(set) var rows: [Row] = []
    /// The numbers of reviews since the launch that match the filter.
    private(set) var counts = ReviewCounts([])
    /// The number of reviews without the filter.
    let all: Int
    /// The number of reviews since the launch without the filter.
    private let allSinceStart: Int
    let app: AppID
    let name: String
    /// The time of the launch; `nil` if unknown.
    let start: Timestamp?
    let instant: Timestamp
    let zone: TimeZoneTable

    /// Creates a report.
    ///
    /// - Complexity: O(reviews · log reviews).
    init(
        of app: AppID,
        in ledger: LedgerSnapshot,
        asOf instant: Timestamp,
        since start: Timestamp? = nil,
        filter: String = "",
        sort: Sort? = nil,
        zone: TimeZoneTable = .utc
    ) {
        (self.app, self.start, self.instant, self.zone) = (app, start, instant, zone)
        name = ledger.name(of: app, asOf: instant)
        let found = ledger.reviews(of: app).flatMap { storefront, series in
            series.reviews(after: nil, through: instant).map { Row(storefront: storefront, review: $0) }
        }
        func isSinceStart(_ review: AppReview) -> Bool { start.map { review.date >= $0 } ?? true }
        all = found.count
        allSinceStart = found.count { isSinceStart($0.review) }
        rows = arranged(found.sorted { $0.isNewer(than: $1) }, filter: filter, sort: sort)
        counts = ReviewCounts(rows.lazy.map(\.review).filter(isSinceStart))
    }

    func filterRow(_ row: Row) -> FilterRow {
        var values = FilterRow([row.review.title, row.review.text])
        (values.stars, values.storefront) = (row.review.stars, row.storefront)
        return values
    }

    /// The number of reviews since the launch and their mean: "312 reviews since launch, 4.1 stars on average"; with a
    /// filter, the number of those that match it: "13 of 312 reviews since launch match the filter".
    var heading: String {
        guard counts.total == allSinceStart else {
            let all = "\(NumberFormat.count(allSinceStart, "review"))\(start == nil ? "" : " since launch")"
            return "\(NumberFormat.grouped(counts.total)) of \(all) match the filter"
        }
        let average = counts.averageText.map { ", \($0) on average" } ?? ""
        return "\(NumberFormat.count(counts.total, "review"))\(start == nil ? "" : " since launch")\(average)"
    }

    /// Returns the card of a review with its whole text.
    func card(of row: Row) -> FigureCard {
        let review = row.review
        var lines = [
            FigureCard.Line(label: "scope", text: row.storefront.name),
            .init(
                label: review.isDated ? "date" : "received",
                text: TimeFormat.instant(review.date, in: zone)
                    + (review.isDated ? "" : ", because the feed has no valid date")
            ),
        ]
        if let version = review.version { lines.append(.init(label: "version", text: version)) }
        lines.append(.init(label: "source", text: ReviewSummary.publisher))
        return FigureCard(
            title: "review of \(name) in \(row.storefront.label), \(TimeFormat.long(zone.local(review.date).day))",
            value: "\(row.starsText): \(row.line)",
            kind: .observed,
            lines: lines
        )
    }
}
