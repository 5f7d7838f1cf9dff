import Market

/// One row of a sales report, as far as it is about downloads.
struct Sale {
    var app: AppID
    var storefront: Storefront
    /// Both included.
    var firstDay: Day
    var lastDay: Day
    /// Negative for refunds.
    var units: Int64
}

/// What the columns of a sales report mean.
struct SalesTable {
    /// What a row is about.
    enum Row {
        case download(Sale)
        /// An update, a second download, a purchase inside an app.
        case other
        /// Of a type that is not in Apple's list.
        case unknown(type: String)
    }

    /// Types that are a first download, compared whole: `F7` and `FI1` begin like `F1` and are none.
    static let downloads: Set<String> = ["1", "1F", "1T", "1E", "1EP", "1EU", "F1", "1-B", "F1-B"]
    /// The others in Apple's list: downloads again, updates, purchases inside apps and subscriptions.
    static let others: Set<String> = [
        "3", "3F", "7", "7F", "7T", "F7", "FI1", "IA1", "IA1-M", "IA3", "IA9", "IA9-M", "IAY", "IAY-M",
    ]

    private let type, units, begin, end, country, app: CSVHeader.Column

    init(_ header: CSVHeader) {
        type = header.column("Product Type Identifier")
        units = header.column("Units")
        begin = header.column("Begin Date")
        end = header.column("End Date")
        country = header.column("Country Code")
        app = header.column("Apple Identifier")
    }

    func sale(in row: CSVRow) throws(RowError) -> Row {
        let type = try row.text(type)
        guard Self.downloads.contains(type) else { return Self.others.contains(type) ? .other : .unknown(type: type) }
        let first = try row.read(begin, as: "a date such as 12/31/2026") { Self.day($0) }
        let last = try row.read(end, as: "a date such as 12/31/2026") { Self.day($0) }
        guard (0...366).contains(first.distance(to: last)) else {
            throw RowError("column End Date: \(last.iso8601) isn't within a year after Begin Date \(first.iso8601)")
        }
        return .download(
            Sale(
                app: try row.parse(app) { text throws(InvalidText) in try AppID.parse(text, in: .appStore) },
                storefront: try row.parse(country) { text throws(InvalidText) in try Storefront.parse(text) },
                firstDay: first,
                lastDay: last,
                units: try row.wholeNumber(units, in: Count.netUnitRange)
            )
        )
    }

    /// `12/31/2026`.
    private static func day(_ text: String) -> Day? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [2, 2, 4],
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let month = Int(parts[0]), let day = Int(parts[1]), let year = Int(parts[2])
        else { return nil }
        return Day(year: year, month: month, day: day)
    }
}
