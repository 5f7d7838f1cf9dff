import Canvas
import History
import Market

/// The reviews of an app since its launch as of an instant: how many have how many stars, and the newest of them.
struct ReviewSummary: Sendable {
    struct Row: Hashable, Sendable {
        let storefront: Storefront
        let review: AppReview
    }

    /// The publisher of the reviews.
    static let publisher = "App Store"
    /// The maximum number of the newest reviews.
    private static let newestLimit = 5

    let counts: ReviewCounts
    /// The newest reviews, the newest first.
    let newest: [Row]
    /// The time of the launch; `nil` if unknown.
    private let start: Timestamp?
    /// The date of the oldest review that is counted.
    private let oldest: Timestamp?
    private let instant: Timestamp
    private let zone: TimeZoneTable

    /// Creates a summary. Without reviews, this costs one dictionary lookup.
    ///
    /// - Parameter start: The time of the launch; `nil` to count all reviews.
    init(
        of app: AppID,
        in ledger: LedgerSnapshot,
        asOf instant: Timestamp,
        since start: Timestamp?,
        zone: TimeZoneTable
    ) {
        (self.start, self.instant, self.zone) = (start, instant, zone)
        // A review at the start counts.
        let feeds = ledger.reviews(of: app).map { storefront, series in
            (storefront, series.reviews(after: start.map { $0 - 1 }, through: instant))
        }
        counts = ReviewCounts(feeds.lazy.flatMap { $0.1 })
        oldest = feeds.compactMap { $0.1.first?.date }.min()
        let ends = feeds.flatMap { storefront, reviews in
            reviews.suffix(Self.newestLimit).map { Row(storefront: storefront, review: $0) }
        }
        newest = Array(ends.sorted { $0.isNewer(than: $1) }.prefix(Self.newestLimit))
    }

    var isEmpty: Bool { counts.total == 0 }

    /// The number of reviews and their mean: "312 reviews since launch, oldest Mar 2, 4.1 stars on average".
    var heading: String {
        let count = NumberFormat.count(counts.total, "review")
        let average = counts.averageText.map { ", \($0) on average" } ?? ""
        return "\(count)\(period)\(average)"
    }

    /// The period of the reviews. The store publishes only the newest reviews, so there may be older ones.
    private var period: String {
        guard let oldest else { return "" }
        let date = RankMilestoneText.time(oldest, asOf: instant, in: zone)
        guard let start else { return " since \(date)" }
        return oldest - start < Day.secondsPerDay ? " since launch" : " since launch, oldest \(date)"
    }

    /// Returns lines of text: the number of reviews, a bar for each number of stars if there is room, and the newest
    /// reviews.
    ///
    /// - Parameter height: The maximum number of lines.
    func lines(theme: Theme, width: Int, height: Int) -> [[StyledText]] {
        guard !isEmpty, height > 0 else { return [] }
        let heading = [[StyledText(heading, theme.heading)]]
        let hasBars = height >= 1 + 5 + 2
        let stars = hasBars ? counts.bars(width: width, theme: theme) : [[StyledText(counts.text, theme.text)]]
        let lines = heading + (height > 1 ? stars : [])
        return lines
            + newest.prefix(max(0, height - lines.count)).map { $0.pieces(asOf: instant, in: zone, theme: theme) }
    }

    /// The lines without styles; empty without reviews.
    var text: [String] { lines(theme: .mono, width: 60, height: 2 + Self.newestLimit).map { $0.map(\.text).joined() } }

    var json: JSONText {
        .object([
            ("reviews", .of(counts.total)), ("average", .of(counts.average)), ("stars", counts.json),
            ("since", .of(start)), ("oldest", .of(oldest)), ("newest", .of(newest.first?.review.date)),
            ("kind", .text(FigureKind.observed.rawValue)), ("source", .text(Self.publisher)),
        ])
    }
}

extension ReviewSummary.Row {
    /// Returns whether the review comes before another one if the newest is first.
    func isNewer(than other: Self) -> Bool {
        (other.review.date, other.review.id) < (review.date, review.id)
    }

    /// The title and the text in one line.
    var line: String {
        let text = review.text.split(separator: "\n").joined(separator: " ")
        return [review.title, text].filter { !$0.isEmpty }.joined(separator: ": ")
    }

    /// The number of stars as text: "1 star".
    var starsText: String { NumberFormat.count(review.stars, "star") }

    /// The role of the number of stars. One and two stars are highlighted.
    var role: Theme.Role { review.stars <= 2 ? .loss : .text }

    func pieces(asOf instant: Timestamp, in zone: TimeZoneTable, theme: Theme) -> [StyledText] {
        [
            theme.styled(RoleText("\(review.stars) ", role)), StyledText("\(storefront.label) ", theme.faint),
            StyledText("\(RankMilestoneText.time(review.date, asOf: instant, in: zone))  ", theme.faint),
            StyledText(line, theme.text),
        ]
    }
}
