import Market
import TimeSeries

/// The rankings of a chart, by app instead of by time.
struct AppColumns {
    /// The times of the rankings that are sent.
    private(set) var times: [UInt32] = []
    /// The id of each app, in order of its text.
    private var names: [String] = []
    /// The number of points of each app.
    private var counts: [Int] = []
    /// The points of all apps, one app after another, each in order of time.
    private var (pointTimes, ranks) = ([UInt32](), [UInt16]())

    init(_ frames: some Collection<RankingFrame>, apps: [UInt32: AppID]) {
        var slots = AppSlots(apps)
        for frame in frames where Self.time(of: frame) != nil {
            for entry in frame.entries { slots.count(entry.id) }
        }
        let order = slots.names.indices.sorted { slots.names[$0] < slots.names[$1] }
        names = order.map { slots.names[$0] }
        counts = order.map { slots.counts[$0] }
        // The position of each app's next point.
        var positions = [Int](repeating: 0, count: order.count)
        var total = 0
        for slot in order {
            positions[slot] = total
            total += slots.counts[slot]
        }
        pointTimes = Array(repeating: 0, count: total)
        ranks = Array(repeating: 0, count: total)
        for frame in frames {
            guard let at = Self.time(of: frame) else { continue }
            times.append(at)
            for entry in frame.entries {
                guard let slot = slots[entry.id] else { continue }
                pointTimes[positions[slot]] = at
                ranks[positions[slot]] = entry.rank
                positions[slot] += 1
            }
        }
    }

    private static func time(of frame: RankingFrame) -> UInt32? {
        frame.seenTimes.first.flatMap { UInt32(exactly: $0) }
    }

    /// Writes the rows as a block in the `Native` format, in the order of the table's key.
    ///
    /// - Returns: The number of rows.
    func write(key: String, collector: UInt32, batch: UInt32, to writer: inout RowBinaryWriter) -> Int {
        let count = ranks.count
        guard count > 0 else { return 0 }
        let columns = EngineTable.rankings.columns
        writer.beginBlock(columns: columns.count, rows: count)
        for column in columns {
            writer.addColumn(column) { writer in
                switch column.name {
                case "chart": writer.add(encoded: RowBinaryWriter.encoded(key), count: count)
                case "app":
                    for (name, count) in zip(names, counts) {
                        writer.add(encoded: RowBinaryWriter.encoded(name), count: count)
                    }
                case "at": writer.add(values: pointTimes)
                case "rank": writer.add(values: ranks)
                case "collector": writer.add(values: Array(repeating: collector, count: count))
                case "batch": writer.add(values: Array(repeating: batch, count: count))
                default: preconditionFailure("rankings has an unknown column \(column.name)")
                }
            }
        }
        return count
    }
}

/// The numbers of apps in the order of their first appearance, and how often each appears. Apps without an id have none.
private struct AppSlots {
    private(set) var names: [String] = []
    private(set) var counts: [Int] = []
    private let apps: [UInt32: AppID]
    /// The slots of apps with low numbers: -1 if the app hasn't appeared. Numbers are dense, unless the archive is
    /// damaged, and an array is faster than a dictionary for millions of lookups.
    private var table: [Int32]
    private var others: [UInt32: Int] = [:]

    private static let limit: UInt32 = 1 << 20

    init(_ apps: [UInt32: AppID]) {
        self.apps = apps
        let last = apps.keys.lazy.filter { $0 < Self.limit }.max()
        table = Array(repeating: -1, count: last.map { Int($0) + 1 } ?? 0)
    }

    subscript(id: UInt32) -> Int? {
        guard id < table.count else { return others[id] }
        let slot = table[Int(id)]
        return slot < 0 ? nil : Int(slot)
    }

    mutating func count(_ id: UInt32) {
        if let slot = self[id] {
            counts[slot] += 1
            return
        }
        guard let app = apps[id] else { return }
        if id < table.count { table[Int(id)] = Int32(names.count) } else { others[id] = names.count }
        names.append(app.text)
        counts.append(1)
    }
}
