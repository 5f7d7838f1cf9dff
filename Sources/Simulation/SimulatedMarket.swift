public import Market

/// An invented market: apps whose demand drifts, and some that are launched and climb to the top.
///
/// Names and ids are invented; nothing in it stands for a real app. The same arguments give the same market, and a
/// chart is the same whichever other charts are asked for.
public struct SimulatedMarket: Sendable {
    /// An invented app.
    public struct InventedApp: Hashable, Sendable {
        public var id: AppID
        public var name: String
        public var developer: String
    }

    /// An app that is launched, and when.
    public struct SimulatedLaunch: Hashable, Sendable {
        public var app: InventedApp
        /// By storefront, in their order; `nil` where it is never sold.
        public var hours: [Int?]
    }

    public static let chartDepth = 100
    /// Hours between changes of the charts, as Apple's own refresh about every three.
    public static let refreshHours = 3
    /// The charts that can be invented.
    public static let kinds: [ChartKind] = [.topFree, .topPaid, .topGrossing]

    public let storefronts: [Storefront]
    public let charts: [ChartKind]
    public let start: Timestamp
    public let hours: Int
    /// Whether all charts are the legacy feed's, with games; else only those that the current feed does not have.
    public let isLegacy: Bool
    /// The free apps. Those that are launched stand last.
    public var apps: [InventedApp] { free.apps }
    /// The free apps that are launched. The first is launched everywhere in the same hour.
    public let launches: [SimulatedLaunch]
    /// The first app that is launched, and the hour at which it is.
    public var launched: InventedApp { launches[0].app }
    public let launchHour: Int

    let seed: UInt64
    let churn: Double
    let free: AppPool
    let paid: AppPool

    /// - Parameters:
    ///   - hours: how many snapshots of each chart; at least one.
    ///   - charts: of ``kinds``, each once.
    ///   - launches: how many apps are launched among the free ones, and as many among the paid ones; at least one.
    ///     All but the first come at different hours to different storefronts, and to some never.
    ///   - churn: how fast demand drifts, as a multiple of the usual; 0 is a market in which only launches happen.
    public init(
        storefronts: [Storefront],
        hours: Int,
        seed: UInt64,
        start: Timestamp,
        charts: [ChartKind] = [.topFree],
        launches: Int = 1,
        churn: Double = 1,
        isLegacy: Bool = false
    ) {
        precondition(
            !charts.isEmpty && charts.allSatisfy(Self.kinds.contains),
            "a market has charts, and those that can be invented"
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

    /// When each launch reaches each storefront: the first all of them at once, the others one after the other within
    /// two days, and one in eight never.
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
