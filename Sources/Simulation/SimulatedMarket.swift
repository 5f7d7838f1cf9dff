public import Market

/// An invented market: apps whose demand drifts, and one that is launched in the middle and climbs to the top.
///
/// Names and ids are invented; nothing in it stands for a real app. The same seed gives the same market.
public struct SimulatedMarket: Sendable {
    /// An invented app.
    public struct InventedApp: Hashable, Sendable {
        public var id: AppID
        public var name: String
        public var developer: String
    }

    public static let chartDepth = 100
    /// Hours between changes of the charts, as Apple's own refresh about every three.
    public static let refreshHours = 3

    public let storefronts: [Storefront]
    public let start: Timestamp
    public let hours: Int
    public let apps: [InventedApp]
    /// The app that is launched, and the hour at which it is.
    public let launched: InventedApp
    public let launchHour: Int

    private let seed: UInt64

    public init(storefronts: [Storefront], hours: Int, seed: UInt64, start: Timestamp) {
        var generator = SeededGenerator(seed: seed)
        self.storefronts = storefronts
        self.start = start
        self.hours = max(1, hours)
        self.seed = seed
        var names = InventedNames(generator: generator)
        var apps: [InventedApp] = []
        for index in 0..<(Self.chartDepth + 60) {
            // Every fourth id needs more than 32 bits, as the newest of the real ones do.
            let base: UInt64 = index % 4 == 0 ? 6_700_000_000 : 1_400_000_000
            let number = base + UInt64(index) * 1_000_003 + UInt64.random(in: 0..<1_000_000, using: &generator)
            guard let id = AppID(String(number)) else { continue }
            apps.append(InventedApp(id: id, name: names.app(), developer: names.developer()))
        }
        launched = apps[apps.count - 1]
        launchHour = max(1, self.hours / 3)
        self.apps = apps
    }

    /// Every snapshot of every storefront's top free chart, hour by hour.
    public func forEachSnapshot(_ body: (ChartSnapshot) throws -> Void) rethrows {
        var generator = SeededGenerator(seed: seed &+ 1)
        var demand = storefronts.map { _ in apps.map { _ in 2 * generator.bell() } }
        var lists: [[Int]] = storefronts.map { _ in [] }
        for hour in 0..<hours {
            for (place, storefront) in storefronts.enumerated() {
                drift(&demand[place], &generator)
                if hour % Self.refreshHours == 0 || hour == 0 {
                    lists[place] = list(by: demand[place], hour: hour)
                }
                try body(snapshot(of: lists[place], storefront: storefront, hour: hour))
            }
        }
    }

    private func drift(_ demand: inout [Double], _ generator: inout SeededGenerator) {
        for index in demand.indices {
            demand[index] = demand[index] * 0.9995 + 0.06 * generator.bell()
        }
    }

    /// The apps by demand; the launched one gains for two days and loses slowly after.
    private func list(by demand: [Double], hour: Int) -> [Int] {
        var demand = demand
        let age = hour - launchHour
        let last = demand.count - 1
        if age < 0 {
            demand[last] = -.infinity
        } else {
            let climb = min(Double(age), 48) / 48
            demand[last] = 10 * climb - Double(max(0, age - 48)) / 24 + 0.1 * demand[last]
        }
        return demand.indices.sorted { (demand[$0], $0) > (demand[$1], $1) }.prefix(Self.chartDepth)
            .filter { demand[$0] > -.infinity }
    }

    private func snapshot(of list: [Int], storefront: Storefront, hour: Int) -> ChartSnapshot {
        let time = start + Int64(hour) * 3600
        return ChartSnapshot(
            chart: Chart(storefront: storefront, kind: .topFree, edition: .withoutGames),
            observedAt: time,
            feedUpdated: time,
            entries: list.enumerated().compactMap { place, index in
                Rank(place + 1).map {
                    RankEntry(
                        rank: $0,
                        app: apps[index].id,
                        name: apps[index].name,
                        developer: apps[index].developer
                    )
                }
            }
        )
    }
}
