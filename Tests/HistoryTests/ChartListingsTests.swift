import Market
import Simulation
import TestSupport
import Testing

@testable import History

@Suite("The index of the charts that list an app")
struct ChartListingsTests {
    @Test("the index has the charts of each app, in order", arguments: 1...5)
    func random(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        let charts = Storefront.all.prefix(30).map { Chart(storefront: $0, kind: .topFree) }
        var listings = ChartListings()
        var expected: [UInt32: Set<Chart>] = [:]
        for _ in 0..<300 {
            let chart = charts[Int.random(in: 0..<30, using: &chance)]
            let handles = (0..<5).map { _ in UInt32.random(in: 0..<40, using: &chance) }
            listings.add(handles, to: chart)
            for handle in handles { expected[handle, default: []].insert(chart) }
        }
        for handle in 0..<UInt32(50) {
            #expect(listings.charts(of: handle) == (expected[handle] ?? []).sorted(), "seed \(seed), app \(handle)")
        }
    }
}
