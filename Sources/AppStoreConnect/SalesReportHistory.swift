public import Market

/// The reports that a source has asked for, and the apps that it has found in them.
///
/// The history is stored with the counts of the reports, so that a restarted program knows which reports it has.
public struct SalesReportHistory: Hashable, Sendable {
    /// The first known day with downloads of an app, and a storefront that listed it.
    public struct FirstSale: Hashable, Sendable {
        public var day: Day
        public var storefront: Storefront

        public init(day: Day, storefront: Storefront) { (self.day, self.storefront) = (day, storefront) }
    }

    /// The number of days for which states are kept. Reports can be requested for a year.
    static let daysKept = 400
    /// The maximum number of apps. An account has at most a few thousand.
    static let appLimit = 100_000

    public private(set) var states: [SalesPeriod: SalesReportState] = [:]
    public private(set) var firstSales: [AppID: FirstSale] = [:]

    public init() {}

    public subscript(_ period: SalesPeriod) -> SalesReportState? { states[period] }

    /// Records an answer, and forgets the states of periods that can't be requested any more.
    mutating func set(_ state: SalesReportState, of period: SalesPeriod, today: Day) {
        states[period] = state
        guard states.count > Self.daysKept else { return }
        states = states.filter { $0.key.lastDay.distance(to: today) <= Self.daysKept }
    }

    mutating func set(_ sale: FirstSale, of app: AppID) {
        guard firstSales[app] != nil || firstSales.count < Self.appLimit else { return }
        firstSales[app] = sale
    }

    /// Records the downloads of a day's report, and returns counts of zero for the apps that had no downloads.
    ///
    /// A report lists every app with units, so an app that was downloaded on an earlier day and isn't in the report had
    /// no downloads. The reports of later days, which may have been received before, didn't list an app either if this
    /// report is the first one that does.
    ///
    /// - Parameters:
    ///   - counts: The counts in the report of a day; none if there were no sales.
    ///   - isComplete: Whether all rows of the report were read. If not, an app may be in an unread row.
    /// - Returns: The counts of zero, one per app and day, in a storefront of the app.
    /// - Complexity: O(counts + apps), and O(days) for each app that is new.
    public mutating func zeros(beside counts: [ReportedCount], on day: Day, isComplete: Bool) -> [ReportedCount] {
        var listed: [AppID: Storefront] = [:]
        for count in counts where count.counter.metric == .downloads {
            guard let storefront = count.counter.scope.storefronts?.first else { continue }
            listed[count.counter.app] = min(listed[count.counter.app] ?? storefront, storefront)
        }
        var zeros: [ReportedCount] = []
        for (app, storefront) in listed.sorted(by: { $0.key < $1.key }) {
            let known = firstSales[app]
            guard day < known?.day ?? Day(number: .max) else { continue }
            let later = completeDays.filter { day < $0 && $0 < known?.day ?? Day(number: .max) }
            zeros += later.map { Self.zero(of: app, in: storefront, on: $0) }
            set(FirstSale(day: day, storefront: storefront), of: app)
        }
        guard isComplete else { return zeros }
        for (app, sale) in firstSales.sorted(by: { $0.key < $1.key }) where sale.day < day && listed[app] == nil {
            zeros.append(Self.zero(of: app, in: sale.storefront, on: day))
        }
        return zeros
    }

    /// The days whose reports list every app with units, in order.
    private var completeDays: [Day] {
        states.compactMap { period, state in
            guard period.frequency == .daily, state.answer == .received || state.answer == .noSales else { return nil }
            return period.firstDay
        }
        .sorted()
    }

    private static func zero(of app: AppID, in storefront: Storefront, on day: Day) -> ReportedCount {
        let counter = Counter(
            app: app,
            metric: .downloads,
            scope: Scope(stores: [.appStore], storefronts: [storefront]),
            kind: .exact,
            source: Counter.salesReports
        )
        return ReportedCount(Count(days: [day], value: 0), of: counter, in: .appStore)
    }
}
