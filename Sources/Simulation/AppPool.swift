import Market

/// The apps that compete for one kind of chart.
struct AppPool: Sendable {
    /// The apps, with launched apps last. There are more apps than a chart has ranks, so that apps enter and leave the
    /// chart.
    let apps: [SimulatedMarket.InventedApp]
    /// The number of launched apps at the end of ``apps``.
    let launches: Int

    init(launches: Int, base: UInt64, names: inout InventedNames, generator: inout SeededGenerator) {
        var apps: [SimulatedMarket.InventedApp] = []
        for index in 0..<(SimulatedMarket.chartDepth + 59 + launches) {
            // Every fourth id needs more than 32 bits, as the newest real ids do.
            let base = index % 4 == 0 ? base + 5_300_000_000 : base
            let number = base + UInt64(index) * 1_000_003 + UInt64.random(in: 0..<1_000_000, using: &generator)
            guard let id = AppID(stored: String(number)) else { continue }
            apps.append(SimulatedMarket.InventedApp(id: id, name: names.app(), developer: names.developer()))
        }
        self.apps = apps
        self.launches = launches
    }
}
