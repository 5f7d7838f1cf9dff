import Foundation
import Simulation
import TimeSeries

/// A benchmark that measures query times, memory and load time at 1, 10 and 100 million points. Query times should stay
/// constant; memory and load time should grow linearly.
enum StoreGrowth {
    private static let charts = 60

    static func run() {
        for millions in [1, 10, 100] {
            let hours = millions * 1_000_000 / charts / Workload.depth
            var store = [RankingSeries](repeating: RankingSeries(), count: charts)
            // Repeat four weeks of data with different ids, because apps enter and leave charts over the years.
            let month = Workload(charts: charts, hours: min(hours, 672))
            var lists: [[RankingSeries.Entry]] = []
            for chart in 0..<charts {
                for hour in 0..<month.hours { lists.append(month.entries(chart: chart, hour: hour)) }
            }
            for hour in 0..<hours {
                let shift = UInt32(hour / 672) * 300
                for chart in 0..<charts {
                    var list = lists[chart * month.hours + hour % month.hours]
                    if shift > 0 { for route in list.indices { list[route].id &+= shift } }
                    store[chart].append(list, at: Workload.time(hour))
                }
            }
            measure(store, hours: hours, millions: millions)
        }
    }

    private static func measure(_ store: [RankingSeries], hours: Int, millions: Int) {
        var chance = SeededGenerator(seed: 3)
        var sum = 0
        func series() -> RankingSeries { store[Int.random(in: 0..<charts, using: &chance)] }
        func time() -> Int64 { Workload.start + Int64.random(in: 0..<Int64(hours) * 3600, using: &chance) }
        let points = Double(hours * charts * Workload.depth)
        let q1 = median(of: 2000) {
            let series = series()
            let end = max(time(), Workload.start + 30 * 86_400)
            let id = series.entries(at: series.count - 1).first?.id ?? 0
            sum += series.points(of: id, in: end - 30 * 86_400...end).count
        }
        let q2 = median(of: 2000) {
            let series = series()
            sum += series.index(asOf: time()).map { series.entries(at: $0).count } ?? 0
        }
        let q3 = median(of: 2000) {
            let end = max(time(), Workload.start + 86_400)
            sum += series().movers(from: end - 86_400, to: end, limit: 20)?.risers.count ?? 0
        }
        let blocks = store.flatMap(\.blocks)
        let encoded = blocks.map { $0.encoded() }
        let load = median(of: 1) { for bytes in encoded { sum += (try? RankingBlock.decode(bytes))?.block.count ?? 0 } }
        precondition(sum > 0, "the queries found nothing")
        let bytes = Double(blocks.reduce(0) { $0 + $1.byteCount })
        for (name, value, unit) in [
            ("q1_us", q1.p50 * 1e6, "us"), ("q2_us", q2.p50 * 1e6, "us"), ("q3_us", q3.p50 * 1e6, "us"),
            ("decode_s", load.p50, "s"), ("block_bytes_per_point", bytes / points, "B"),
            ("coded_bytes_per_point", Double(encoded.reduce(0) { $0 + $1.count }) / points, "B"),
        ] {
            Figure("\(name)_\(millions)m", value, unit).print()
        }
    }
}
