import Market

/// A row of a sales report that counts downloads.
struct Sale {
    var app: AppID
    var storefront: Storefront
    var firstDay: Day
    /// The last day of the period, inclusive.
    var lastDay: Day
    /// The number of units; negative for refunds.
    var units: Int64
}

/// The columns of a sales report.
struct SalesTable {
    /// The content of a row.
    enum Row {
        case download(Sale)
        /// An update, a repeated download or an in-app purchase.
        case other
        /// A product type that isn't in Apple's list.
        case unknown(type: String)
    }

    /// Product types of first-time downloads. They're compared exactly, because similar types such as `F7` and `FI1`
    /// are updates and in-app purchases.
    static let downloads: Set<String> = ["1", "1F", "1T", "1E", "1EP", "1EU", "F1", "1-B", "F1-B"]
    /// The other types in Apple's list: repeated downloads, updates, in-app purchases and subscriptions.
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
            throw RowError("column End Date: \(last.iso8601) must be within a year after Begin Date \(first.iso8601)")
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

    /// Parses a date such as `12/31/2026`; returns `nil` if the text has another format.
    private static func day(_ text: String) -> Day? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [2, 2, 4],
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let month = Int(parts[0]), let day = Int(parts[1]), let year = Int(parts[2])
        else { return nil }
        return Day(year: year, month: month, day: day)
    }
}
