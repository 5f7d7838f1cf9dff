public import Market

/// A simulated market of invented apps whose demand drifts, with some apps that are launched and climb to the top.
///
/// Names and ids don't belong to real apps. The same arguments give the same market, and a chart doesn't depend on
/// which other charts are simulated.
public struct SimulatedMarket: Sendable {
    /// An invented app.
    public struct InventedApp: Hashable, Sendable {
        public var id: AppID
        public var name: String
        public var developer: String
    }

    /// A launched app with its launch times.
    public struct SimulatedLaunch: Hashable, Sendable {
        public var app: InventedApp
        /// The launch hours in the order of the storefronts; `nil` for storefronts without the app.
        public var hours: [Int?]
    }

    public static let chartDepth = 100
    /// The number of hours between changes to the charts. Apple's charts change about every three hours.
    public static let refreshHours = 3
    /// The kinds of charts that can be simulated.
    public static let kinds: [ChartKind] = [.topFree, .topPaid, .topGrossing]

    /// All storefronts: the larger ones first, then the rest in order of their codes.
    public static let allStorefronts: [Storefront] = {
        let codes = [
            "us", "gb", "de", "fr", "jp", "cn", "kr", "in", "br", "ca", "au", "it", "es", "mx", "tr", "nl", "se", "sg",
            "hk", "tw",
        ]
        let large = codes.compactMap { Storefront(stored: $0) }
        return large + Storefront.all.filter { !large.contains($0) }
    }()
    /// The default time of the first hour: March 1, 2026, 00:00 UTC.
    public static let standardStart = Timestamp(seconds: 1_772_323_200)

    public let storefronts: [Storefront]
    public let charts: [ChartKind]
    public let start: Timestamp
    public let hours: Int
    /// Whether all charts are in the legacy format, which includes games. If `false`, only charts that the current feed
    /// doesn't have are in the legacy format.
    public let isLegacy: Bool
    /// The launches among the free apps. The first app is launched everywhere in the same hour.
    public let launches: [SimulatedLaunch]
    /// The hour in which the first app is launched.
    public let launchHour: Int

    let seed: UInt64
    let churn: Double
    let free: AppPool
    let paid: AppPool

    /// Creates a market.
    ///
    /// - Parameters:
    ///   - hours: The number of snapshots of each chart, at least 1.
    ///   - charts: Kinds from ``kinds``, each at most once.
    ///   - launches: The number of launches among the free apps, at least 1. There are as many among the paid apps.
    ///     Every launch except the first reaches storefronts at different hours, and some storefronts never.
    ///   - churn: The speed at which demand drifts, relative to the default; if 0, only launches change ranks.
    public init(
        storefronts: [Storefront],
        hours: Int,
        seed: UInt64,
        start: Timestamp = standardStart,
        charts: [ChartKind] = [.topFree],
        launches: Int = 1,
        churn: Double = 1,
        isLegacy: Bool = false
    ) {
        precondition(
            !charts.isEmpty && charts.allSatisfy(Self.kinds.contains),
            "a market needs charts of the kinds that can be simulated"
        )
        var generator = SeededGenerator(seed: seed)
        var names = InventedNames(generator: generator)
        let count = max(1, launches)
        free = AppPool(launches: count, base: 1_400_000_000, names: &names, generator: &generator)
        paid = AppPool(launches: count, base: 1_100_000_000, names: &names, generator: &generator)
        self.storefronts = storefronts
        self.charts = charts
        self.start = start
        self.hours = max(1, hours)
        self.seed = seed
        self.churn = churn
        self.isLegacy = isLegacy
        launchHour = max(1, self.hours / 3)
        let times = Self.launchHours(
            count: count,
            storefronts: storefronts.count,
            first: launchHour,
            hours: self.hours,
            seed: seed
        )
        let launched = free.apps.suffix(count)
        self.launches = zip(launched, times).map { SimulatedLaunch(app: $0, hours: $1) }
    }

    /// Returns the hour at which each launch reaches each storefront. The first launch reaches all storefronts in the
    /// same hour. Any other launch reaches one storefront first and the remaining storefronts 1 to 48 hours later,
    /// except for about one storefront in eight, which it never reaches.
    private static func launchHours(count: Int, storefronts: Int, first: Int, hours: Int, seed: UInt64) -> [[Int?]] {
        var generator = SeededGenerator(seed: seed &+ 2)
        return (0..<count).map { launch in
            if launch == 0 { return Array(repeating: first, count: storefronts) }
            let begin = Int.random(in: 1...max(1, hours - 1), using: &generator)
            let home = Int.random(in: 0..<max(1, storefronts), using: &generator)
            return (0..<storefronts).map { place in
                let delay = Int.random(in: 1...48, using: &generator)
                let isNever = Int.random(in: 0..<8, using: &generator) == 0
                return place == home ? begin : isNever ? nil : begin + delay
            }
        }
    }
}
