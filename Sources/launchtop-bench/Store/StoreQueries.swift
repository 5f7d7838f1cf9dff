import Foundation
import Simulation
import TimeSeries

/// A benchmark that measures queries of rankings and compares their results with those of plain arrays.
struct StoreQueries {
    let workload: Workload
    /// The rankings, indexed by chart number.
    let series: [RankingSeries]

    private static let day = 24
    private var month: Int64 { Int64(workload.hours) * 3600 }
    private var period: ClosedRange<Int64> { Workload.start...Workload.start + month }

    /// Compares query results with the workload and with those of `PlainModel`, and traps if they differ.
    func verify() {
        let model = PlainModel(workload: workload)
        var generator = SeededGenerator(seed: 7)
        for chart in 0..<workload.charts {
            for hour in 0..<workload.hours {
                let time = Workload.time(hour) + Int64.random(in: 0..<3600, using: &generator)
                let position = series[chart].index(asOf: time)
                let found = position.map { series[chart].entries(at: $0).map(\.id) } ?? []
                precondition(
                    found == Array(workload.list(chart: chart, hour: hour)),
                    "q2: chart \(chart), hour \(hour)"
                )
            }
            for _ in 0..<5 {
                let hour = Int.random(in: 0..<workload.hours, using: &generator)
                let id = workload.list(chart: chart, hour: hour).randomElement(using: &generator) ?? 0
                // A point lasts until the next one.
                let points = series[chart].points(of: id, in: period)
                var (found, next): ([Int?], Int) = ([], 0)
                for hour in 0..<workload.hours {
                    while next < points.count, points[next].time <= Workload.time(hour) { next += 1 }
                    found.append(next == 0 ? nil : points[next - 1].rank.map(Int.init))
                }
                precondition(found == model.ranks(of: id, chart: chart), "q1: chart \(chart), id \(id)")
                let end = max(hour, Self.day)
                let risers = series[chart].movers(
                    from: Workload.time(end - Self.day),
                    to: Workload.time(end),
                    limit: 20
                )?.risers.map { "\($0.id) \($0.ranks)" }
                let model = model.risers(chart: chart, from: end - Self.day, to: end, limit: 20)
                precondition(risers == model, "q3: chart \(chart), hour \(end)")
            }
        }
        Figure("verified_snapshots", Double(workload.charts * workload.hours), "snapshots").print()
    }

    func measureAppend() {
        let lists = (0..<workload.hours).map { hour in
            (0..<workload.charts).map { workload.entries(chart: $0, hour: hour) }
        }
        let ours = median(of: 5) {
            var store = [RankingSeries](repeating: RankingSeries(), count: workload.charts)
            for hour in 0..<workload.hours {
                for chart in 0..<workload.charts { store[chart].append(lists[hour][chart], at: Workload.time(hour)) }
            }
        }
        let points = Double(workload.points) / 1e6
        Figure("append_mpts", points / ours.p50, "M points/s").print()
    }

    func measure(baseline blob: SQLiteBaseline, rows: SQLiteBaseline, rowsHours: Int) throws {
        var chance = SeededGenerator(seed: 99)
        var sum = 0
        func chart() -> Int { Int.random(in: 0..<workload.charts, using: &chance) }
        func hour(below hours: Int) -> Int { Int.random(in: 0..<hours, using: &chance) }
        func app(_ chart: Int) -> UInt32 {
            workload.list(chart: chart, hour: hour(below: min(rowsHours, workload.hours))).randomElement(using: &chance)
                ?? 0
        }
        func print(_ name: String, _ ours: (p50: Double, p95: Double), _ query: (SQLiteBaseline, Int) throws -> Void)
            throws
        {
            for (baseline, hours) in [(blob, workload.hours), (rows, min(rowsHours, workload.hours))] {
                let theirs = try median(of: 60) { try query(baseline, hours) }
                Figure(name, ours.p50 * 1e6, "us", p95: ours.p95 * 1e6)
                    .compared(to: baseline.schema.rawValue, theirs.p50 * 1e6).print()
            }
        }
        let q1 = median(of: 5000) {
            let chart = chart()
            sum += series[chart].points(of: app(chart), in: period).count
        }
        try print("q1_us", q1) { baseline, _ in
            let chart = chart()
            sum += try baseline.ranks(of: app(chart), chart: chart).count
        }
        let q2 = median(of: 5000) {
            let series = series[chart()]
            let time = Workload.start + Int64.random(in: 0..<month, using: &chance)
            sum += series.index(asOf: time).map { series.entries(at: $0).count } ?? 0
        }
        try print("q2_us", q2) { baseline, hours in
            sum += try baseline.list(chart: chart(), asOf: Workload.time(hour(below: hours))).count
        }
        let q3 = median(of: 5000) {
            let end = Workload.time(max(Self.day, hour(below: workload.hours)))
            sum += series[chart()].movers(from: end - 86_400, to: end, limit: 20)?.risers.count ?? 0
        }
        try print("q3_us", q3) { baseline, hours in
            let (chart, end) = (chart(), max(Self.day, hour(below: hours)))
            let before = try baseline.list(chart: chart, asOf: Workload.time(end - Self.day))
            let places = Dictionary(uniqueKeysWithValues: zip(before, 1...))
            let now = try baseline.list(chart: chart, asOf: Workload.time(end))
            sum += zip(now, 1...).compactMap { id, rank in places[id].map { $0 - rank } }.sorted(by: >).prefix(20).count
        }
        precondition(sum > 0, "the queries found nothing")
    }

    /// Measures how long a snapshot and an append take if a reader takes a snapshot before every append.
    func measureSnapshots() {
        var store = Dictionary(uniqueKeysWithValues: series.enumerated().map { ($0, $1) })
        let clock = ContinuousClock()
        var (snapshots, appends): ([Duration], [Duration]) = ([], [])
        var held: [Int: RankingSeries] = [:]
        for step in 0..<2000 {
            snapshots.append(clock.measure { held = store })
            let chart = step % workload.charts
            let list = workload.entries(chart: chart, hour: step % workload.hours)
            let time = Workload.time(workload.hours + step)
            appends.append(clock.measure { store[chart]?.append(list, at: time) })
        }
        precondition(held.count == store.count, "a snapshot lost a chart")
        for (name, times) in [("snapshot_us", snapshots.sorted()), ("append_after_snapshot_us", appends.sorted())] {
            Figure(
                name,
                times[times.count / 2] / .microseconds(1),
                "us",
                p95: times[times.count * 95 / 100] / .microseconds(1)
            ).print()
        }
        Figure("append_after_snapshot_longest_us", (appends.max() ?? .zero) / .microseconds(1), "us").print()
    }
}
