import Foundation
import Simulation
import TimeSeries

/// The in-memory store on a month of 60 charts, 200 deep, hourly: 8.64 million points. Beside it the plain way, every
/// list as an array of ids.
enum StoreBench {
    private static let charts = 60
    private static let hours = 720
    private static let depth = 200

    static func run() {
        let lists = (0..<charts).map { ChartLists(seed: UInt64($0), hours: hours, depth: depth) }
        let points = Double(charts * hours * depth)
        let before = residentBytes()
        let clock = ContinuousClock()
        var store = [RankingSeries](repeating: RankingSeries(), count: charts)
        // Hour by hour over all charts, as a poller brings them.
        let appending = clock.measure {
            for hour in 0..<hours {
                for chart in 0..<charts { store[chart].append(lists[chart].placings[hour], at: Int64(hour) * 3600) }
            }
        }
        let memory = Double(residentBytes() - before) / points
        Figure("append_mpts", points / (appending / .seconds(1)) / 1e6, "M points/s").print()
        Figure("memory_bytes_per_point", memory, "B").beside("array of ids", 4).print()
        measureQueries(store, lists)
    }

    private static func measureQueries(_ store: [RankingSeries], _ lists: [ChartLists]) {
        var generator = SeededGenerator(seed: 99)
        var sum = 0
        func chance(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }
        let history = median(of: 2000) {
            let chart = chance(charts)
            sum += store[chart].points(of: lists[chart].placings[0][chance(depth)].id, in: 0...Int64.max).count
        }
        let plain = median(of: 200) {
            let chart = chance(charts)
            let id = lists[chart].placings[0][chance(depth)].id
            for list in lists[chart].placings { sum += list.first { $0.id == id } == nil ? 0 : 1 }
        }
        Figure("app_history_30_days_us", history.p50 * 1e6, "us", p95: history.p95 * 1e6)
            .beside("search in every list", plain.p50 * 1e6).print()
        let asOf = median(of: 5000) {
            let series = store[chance(charts)]
            guard let position = series.index(asOf: Int64(chance(hours * 3600))) else { return }
            sum += series.placings(at: position).count
        }
        Figure("chart_as_of_us", asOf.p50 * 1e6, "us", p95: asOf.p95 * 1e6).print()
        precondition(sum > 0, "the queries found nothing")
    }

    /// Memory of this process that is in use, in bytes.
    private static func residentBytes() -> Int {
        let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
        return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * 4096
    }
}

/// One chart's lists, hour by hour: neighbours change places now and then, and at the end apps come and go.
private struct ChartLists {
    var placings: [[RankingSeries.Placing]] = []

    init(seed: UInt64, hours: Int, depth: Int) {
        var generator = SeededGenerator(seed: seed)
        var ids = (0..<UInt32(depth + 40)).map { $0 }
        for _ in 0..<hours {
            for _ in 0..<(depth / 4) {
                let place = Int.random(in: 0..<(ids.count - 1), using: &generator)
                ids.swapAt(place, place + 1)
            }
            placings.append((0..<depth).map { .init(rank: UInt16($0 + 1), id: ids[$0]) })
        }
    }
}
