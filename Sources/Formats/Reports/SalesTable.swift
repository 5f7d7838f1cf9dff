import Market

/// A row of a sales report that counts downloads or repeated downloads.
struct Sale {
    var metric: Metric
    /// The positions in ``SalesTable/apps`` and ``SalesTable/storefronts``.
    var app, storefront: Int
    var firstDay: Day
    /// The last day of the period, inclusive.
    var lastDay: Day
    /// The number of units; negative for refunds.
    var units: Int64
}

/// The columns of a sales report.
///
/// Reading a row remembers what the texts of its fields mean, because a report of a year has millions of rows with the
/// same few dates, product types, apps and countries.
struct SalesTable {
    /// The content of a row.
    enum Row {
        case download(Sale)
        /// An update or an in-app purchase.
        case other
        /// A product type that isn't in Apple's list.
        case unknown(type: String)
    }

    /// Product types of first-time downloads. They're compared exactly, because similar types such as `F7` and `FI1`
    /// are updates and in-app purchases.
    static let downloads: Set<String> = ["1", "1F", "1T", "1E", "1EP", "1EU", "F1", "1-B", "F1-B"]
    /// Product types of repeated downloads, which are never added to first-time downloads.
    static let redownloads: Set<String> = ["3", "3F"]
    /// The other types in Apple's list: updates, in-app purchases and subscriptions.
    static let others: Set<String> = [
        "7", "7F", "7T", "F7", "FI1", "IA1", "IA1-M", "IA3", "IA9", "IA9-M", "IAY", "IAY-M",
    ]

    private let type, units, begin, end, country, app: CSVHeader.Column
    /// The last product type, and what it counts; `nil` for types that aren't counted.
    private var lastType: (bytes: CSVReader.Field, metric: Metric?) = ([], nil)
    private var lastPeriod: (begin: CSVReader.Field, end: CSVReader.Field, days: ClosedRange<Day>)?
    /// The apps in order of first appearance.
    private(set) var apps: [AppID] = []
    /// The storefronts in order of first appearance.
    private(set) var storefronts: [Storefront] = []
    private var appPositions: [AppID: Int] = [:]
    private var storefrontPositions: [Storefront: Int] = [:]
    /// The positions of apps by their numbers.
    private var positionsByNumber: [Int64: Int] = [:]
    /// The number and the position of the last app, because reports list the storefronts of an app together.
    private var lastApp: (number: Int64, position: Int)?
    /// The positions of storefronts by the two letters of their codes; -1 if unknown.
    private var positionsByCode = [Int](repeating: -1, count: 1 << 10)

    init(_ header: CSVHeader) {
        type = header.column("Product Type Identifier")
        units = header.column("Units")
        begin = header.column("Begin Date")
        end = header.column("End Date")
        country = header.column("Country Code")
        app = header.column("Apple Identifier")
    }

    /// The columns that are read.
    var columns: [CSVHeader.Column] { [type, units, begin, end, country, app] }

    mutating func sale(in row: CSVRow) throws(RowError) -> Row {
        let typeBytes = row.bytes(type)
        if typeBytes != lastType.bytes {
            let type = try row.text(type)
            let metric: Metric? =
                Self.downloads.contains(type) ? .downloads : Self.redownloads.contains(type) ? .redownloads : nil
            guard metric != nil || Self.others.contains(type) else { return .unknown(type: type) }
            lastType = (typeBytes, metric)
        }
        guard !typeBytes.isEmpty else { return .unknown(type: "") }
        guard let metric = lastType.metric else { return .other }
        let days = try period(in: row)
        let app = try app(in: row)
        let storefront = try storefront(in: row)
        return .download(
            Sale(
                metric: metric,
                app: app,
                storefront: storefront,
                firstDay: days.lowerBound,
                lastDay: days.upperBound,
                units: try row.wholeNumber(units, in: Count.netUnitRange)
            )
        )
    }

    private mutating func period(in row: CSVRow) throws(RowError) -> ClosedRange<Day> {
        let (beginBytes, endBytes) = (row.bytes(begin), row.bytes(end))
        if let lastPeriod, lastPeriod.begin == beginBytes, lastPeriod.end == endBytes { return lastPeriod.days }
        let first = try row.read(begin, as: "a date such as 12/31/2026") { Self.day($0) }
        let last = try row.read(end, as: "a date such as 12/31/2026") { Self.day($0) }
        guard (0...366).contains(first.distance(to: last)) else {
            throw RowError("column End Date: \(last.iso8601) must be within a year after Begin Date \(first.iso8601)")
        }
        lastPeriod = (beginBytes, endBytes, first...last)
        return first...last
    }

    private mutating func app(in row: CSVRow) throws(RowError) -> Int {
        let number = WholeNumber.digits(row.bytes(app))
        if let number, let lastApp, lastApp.number == number { return lastApp.position }
        let position: Int
        if let number, let known = positionsByNumber[number] {
            position = known
        } else {
            let parsed = try row.parse(app) { text throws(InvalidText) in try AppID.parse(text, in: .appStore) }
            position = appPositions[parsed] ?? apps.count
            if position == apps.count { apps.append(parsed) }
            appPositions[parsed] = position
            if let number { positionsByNumber[number] = position }
        }
        if let number { lastApp = (number, position) }
        return position
    }

    private mutating func storefront(in row: CSVRow) throws(RowError) -> Int {
        let bytes = row.bytes(country)
        guard bytes.count == 2, let first = bytes.first, let last = bytes.last, (0x41...0x5A).contains(first),
            (0x41...0x5A).contains(last)
        else { return try parsedStorefront(in: row) }
        let index = Int(first & 0x1F) << 5 | Int(last & 0x1F)
        if positionsByCode[index] < 0 { positionsByCode[index] = try parsedStorefront(in: row) }
        return positionsByCode[index]
    }

    private mutating func parsedStorefront(in row: CSVRow) throws(RowError) -> Int {
        let parsed = try row.parse(country) { text throws(InvalidText) in try Storefront.parse(text) }
        let position = storefrontPositions[parsed] ?? storefronts.count
        if position == storefronts.count { storefronts.append(parsed) }
        storefrontPositions[parsed] = position
        return position
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
