public import Market

extension SimulatedMarket {
    /// Calls a closure with every snapshot of every storefront's charts, hour by hour.
    public func forEachSnapshot(_ body: (ChartSnapshot) throws -> Void) rethrows {
        var rankings = charts.map { Ranking(of: $0, in: self) }
        for hour in 0..<hours {
            for (place, storefront) in storefronts.enumerated() {
                for index in rankings.indices {
                    rankings[index].advance(place, to: hour)
                    try body(rankings[index].snapshot(of: place, storefront: storefront, hour: hour))
                }
            }
        }
    }

    /// The state of one kind of chart in all storefronts.
    private struct Ranking {
        let kind: ChartKind
        let market: SimulatedMarket
        let apps: [InventedApp]
        /// The indices of launched apps in `apps`, each with the number of its launch.
        let launched: [(app: Int, launch: Int)]
        /// The number of hours between an app's launch and its rise in this chart. Revenue rises a day after downloads.
        let delay: Int
        var generator: SeededGenerator
        var demand: [[Double]]
        var lists: [[Int]]

        init(of kind: ChartKind, in market: SimulatedMarket) {
            self.kind = kind
            self.market = market
            let pools =
                kind == .topGrossing ? [market.free, market.paid] : [kind == .topPaid ? market.paid : market.free]
            var (apps, launched): ([InventedApp], [(Int, Int)]) = ([], [])
            for pool in pools {
                apps += pool.apps
                launched += (0..<pool.launches).map { (apps.count - pool.launches + $0, $0) }
            }
            // Each chart has its own random numbers, so that it doesn't depend on the other charts.
            let offset: UInt64 = kind == .topFree ? 1 : kind == .topPaid ? 101 : 201
            var generator = SeededGenerator(seed: market.seed &+ offset)
            demand = market.storefronts.map { _ in apps.map { _ in 2 * generator.normal() } }
            lists = market.storefronts.map { _ in [] }
            delay = kind == .topGrossing ? 24 : 0
            (self.apps, self.launched, self.generator) = (apps, launched, generator)
        }

        mutating func advance(_ place: Int, to hour: Int) {
            for index in demand[place].indices {
                demand[place][index] = demand[place][index] * 0.9995 + 0.06 * market.churn * generator.normal()
            }
            if hour % refreshHours == 0 { lists[place] = list(by: demand[place], place: place, hour: hour) }
        }

        /// Returns the indices of the apps in the chart, sorted by demand. The demand of a launched app rises for two
        /// days and then falls slowly.
        private func list(by demand: [Double], place: Int, hour: Int) -> [Int] {
            var demand = demand
            for (index, launch) in launched {
                guard let start = market.launches[launch].hours[place], hour >= start + delay else {
                    demand[index] = -.infinity
                    continue
                }
                let age = hour - start - delay
                let climb = min(Double(age), 48) / 48
                let height = 10 - Double(launch % 5)
                demand[index] = height * climb - Double(max(0, age - 48)) / 24 + 0.1 * demand[index]
            }
            return demand.indices.sorted { (demand[$0], $0) > (demand[$1], $1) }.prefix(chartDepth)
                .filter { demand[$0] > -.infinity }
        }

        func snapshot(of place: Int, storefront: Storefront, hour: Int) -> ChartSnapshot {
            let time = market.start + Int64(hour) * 3600
            let isCurrent = !market.isLegacy && kind != .topGrossing
            return ChartSnapshot(
                chart: Chart(storefront: storefront, kind: kind, edition: isCurrent ? .withoutGames : .all),
                observedAt: time,
                feedUpdated: time,
                entries: lists[place].enumerated().compactMap { place, index in
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
}
