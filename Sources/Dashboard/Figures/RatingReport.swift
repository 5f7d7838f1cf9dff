import Canvas
import History
import Market

/// The ratings, version and price of an app in each storefront as of an instant, as observed in the App Store.
struct RatingReport: Sendable {
    struct Row: Sendable {
        let storefront: Storefront
        let point: ListingPoint
        /// The change of the number of ratings over 24 hours; `nil` if it isn't known.
        let change: ListingSeries.RatingChange?
        /// The numbers of ratings in the last 24 hours, oldest first; `nil` where it isn't known.
        let counts: [Int64?]
    }

    /// The publisher of the figures.
    static let publisher = "App Store"

    let rows: [Row]
    /// The widths of the longest label of a storefront and of the longest number of ratings.
    private let widths: (label: Int, ratings: Int)
    let instant: Timestamp
    let zone: TimeZoneTable

    private static let columns: Int64 = 12

    /// Creates a report. Without ratings, this costs one dictionary lookup.
    ///
    /// - Parameter first: The storefronts that come first, in this order; the others follow by code.
    init(
        of app: AppID,
        in ledger: LedgerSnapshot,
        asOf instant: Timestamp,
        zone: TimeZoneTable,
        first: [Storefront] = []
    ) {
        (self.instant, self.zone) = (instant, zone)
        let day = Day.secondsPerDay
        let order = Dictionary(zip(first, first.indices)) { first, _ in first }
        let listings = ledger.listings(of: app).sorted { left, right in
            let (mine, theirs) = (order[left.storefront] ?? .max, order[right.storefront] ?? .max)
            return mine == theirs ? left.storefront < right.storefront : mine < theirs
        }
        rows = listings.compactMap { storefront, series in
            guard let point = series.point(asOf: instant) else { return nil }
            return Row(
                storefront: storefront,
                point: point,
                change: series.ratingChange(over: day, asOf: instant),
                counts: (0..<Self.columns).map { column in
                    let time = instant - (Self.columns - 1 - column) * (day / Self.columns)
                    return series.point(asOf: time)?.state.ratingCount
                }
            )
        }
        widths = rows.reduce((0, 0)) { widths, row in
            (
                max(widths.0, displayWidth(row.storefront.label)), max(widths.1, displayWidth(Self.ratings(of: row)))
            )
        }
    }

    /// Returns a line of text per storefront. If a line is too long, the sparkline is left out, then the version, and
    /// then the price.
    func lines(theme: Theme, width: Int = .max) -> [[StyledText]] {
        rows.map { row in
            let forms = (0...3).lazy.map { line(of: row, theme: theme, leavingOut: $0) }
            return forms.first { $0.width <= width } ?? line(of: row, theme: theme, leavingOut: 3)
        }
    }

    /// Returns the line of a storefront without `count` of its details.
    private func line(of row: Row, theme: Theme, leavingOut count: Int) -> [StyledText] {
        let (hasSparkline, hasVersion, hasPrice) = (count < 1, count < 2, count < 3)
        let state = row.point.state
        let (label, ratings) = (row.storefront.label, Self.ratings(of: row))
        func spaces(_ width: Int, _ text: String) -> String {
            String(repeating: " ", count: width - displayWidth(text))
        }
        var pieces = [
            StyledText("\(label)\(spaces(widths.label, label))  ", theme.faint),
            StyledText("\(spaces(widths.ratings, ratings))\(ratings)", theme.heading),
        ]
        if let stars = state.averageRating {
            pieces.append(StyledText("  \(NumberFormat.tenths(stars)) stars", theme.text))
        }
        if let text = Self.text(of: row.change) { pieces.append(StyledText("  \(text)", theme.text)) }
        if hasSparkline, let line = Self.sparkline(row.counts) { pieces.append(StyledText("  \(line)", theme.text)) }
        let version = hasVersion ? state.version.map { "version \($0)" } : nil
        let rest = [version, hasPrice ? state.price?.text : nil, seen(row)].compactMap { $0 }
        return pieces + [StyledText(rest.map { "  \($0)" }.joined(), theme.faint)]
    }

    private static func ratings(of row: Row) -> String {
        let count = row.point.state.ratingCount
        return "\(count.map { NumberFormat.grouped($0) } ?? Symbol.noData) \(count == 1 ? "rating" : "ratings")"
    }

    /// The lines without styles.
    var text: [String] { lines(theme: .mono).map { $0.map(\.text).joined() } }

    /// Returns the change over 24 hours. Removed ratings are never a negative number of new ones.
    static func text(of change: ListingSeries.RatingChange?) -> String? {
        guard let change else { return nil }
        let removed = change.removed > 0 ? ", \(NumberFormat.grouped(change.removed)) removed" : ""
        return "+\(NumberFormat.grouped(change.added)) in 24h\(removed)"
    }

    /// The age from which a listing's own line shows when it was last seen, in seconds.
    private static let oldAge: Int64 = 7200

    /// The publisher and the age of the figures: "observed, App Store, 12 min ago". Listings whose lines show when they
    /// were last seen don't count.
    var summary: String {
        let times = rows.map { min($0.point.seen, instant) }
        let age = times.filter { instant - $0 <= Self.oldAge }.min().map { ", \(PollStatus.ago($0, asOf: instant))" }
        return "observed, \(Self.publisher)\(age ?? "")"
    }

    /// Returns when the listing was last seen, if that is more than two hours ago.
    private func seen(_ row: Row) -> String? {
        let seen = min(row.point.seen, instant)
        guard instant - seen > Self.oldAge else { return nil }
        return "seen \(RankMilestoneText.time(seen, asOf: instant, in: zone))"
    }

    /// Returns a column per two hours; `nil` if the count hasn't changed.
    private static func sparkline(_ counts: [Int64?]) -> String? {
        let known = counts.compactMap { $0 }
        guard let low = known.min(), let high = known.max(), high > low else { return nil }
        let scalars = counts.map { count in
            count.map { Sparkline.level(Double($0 - low) / Double(high - low)) } ?? Sparkline.unknown
        }
        return String(String.UnicodeScalarView(scalars))
    }

    var json: JSONText {
        .list(
            rows.map { row in
                let state = row.point.state
                return .object([
                    ("storefront", .text(row.storefront.code)), ("ratings", .of(state.ratingCount.map { Int($0) })),
                    ("stars", .of(state.averageRating)), ("added24h", .of(row.change.map { Int($0.added) })),
                    ("removed24h", .of(row.change.map { Int($0.removed) })), ("version", .of(state.version)),
                    ("price", .of(state.price?.amount)), ("currency", .of(state.price?.currency)),
                    ("since", .of(row.point.since)), ("seen", .of(min(row.point.seen, instant))),
                    ("kind", .text(FigureKind.observed.rawValue)), ("source", .text(Self.publisher)),
                ])
            }
        )
    }
}
