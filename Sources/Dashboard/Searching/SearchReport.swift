import Canvas
public import Market

/// The apps that a search in the App Store found, as printed and exported by `launchtop search`.
public struct SearchReport: TableReport, Sendable {
    /// The apps, best match first.
    let rows: [AppListing]
    private let storefront: Storefront

    public init(_ listings: [AppListing], in storefront: Storefront) {
        rows = listings
        self.storefront = storefront
    }

    /// Returns the message for a search without results, with advice.
    public static func noAppText(for term: String, in storefront: Storefront) -> String {
        let isID = term.allSatisfy { $0.isASCII && $0.isNumber }
        let isPackage = (try? AppID.parse(term, in: .googlePlay)) != nil && term.contains(".")
        let advice =
            isID
            ? "check the id, or try another storefront"
            : isPackage
                ? "Google Play isn't searched; watch the package name itself"
                : "use fewer words; Google Play isn't searched"
        return "no app found for \"\(term)\" in the \(storefront.name) App Store; \(advice)"
    }

    func filterRow(_ listing: AppListing) -> FilterRow { FilterRow([listing.name], developer: listing.developer) }

    var columns: [Column<AppListing>] {
        [
            Column("app", 20...40) { RoleText($0.name, .heading) }
                .field("app") { .text($0.app.text) }
                .field("name") { .text($0.name) },
            Column("developer", 12...28, priority: 3) { RoleText(orNoData: $0.developer, .faint) }
                .field("developer") { .of($0.developer) },
            Column("genre", 8...20, priority: 2) { RoleText(orNoData: $0.genre?.name) }
                .field("genre") { .of($0.genre?.id) }
                .field("genreName") { .of($0.genre?.name) },
            Column("id", 10...19) { RoleText($0.app.text) },
            Column("ratings", 7...12, priority: 1, isRightAligned: true) {
                RoleText(orNoData: $0.ratingCount.map { NumberFormat.grouped($0) })
            }
            .field("ratings") { .of($0.ratingCount.map { Int($0) }) },
            Column("stars", 5...5, priority: 4, isRightAligned: true) {
                RoleText(orNoData: $0.averageRating.map { NumberFormat.tenths($0) })
            }
            .field("stars") { .of($0.averageRating) },
            Column("price", 5...14, priority: 5, isRightAligned: true) { RoleText(orNoData: $0.price?.text) }
                .field("price") { .of($0.price?.amount) }
                .field("currency") { .of($0.price?.currency) },
            .hidden.field("storefront") { _ in .text(storefront.code) },
        ]
    }

    /// Returns the report in a format, without a trailing newline.
    public func exported(as format: ExportFormat) -> String {
        switch format {
        case .text: content(theme: .mono).lines.map { DisplayText($0).text }.joined(separator: "\n")
        case .json: jsonRows.line
        case .csv: csv
        }
    }
}
