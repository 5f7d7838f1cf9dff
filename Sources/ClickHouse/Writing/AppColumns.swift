import Market
import TimeSeries

/// The rankings of a chart, by app instead of by time.
struct AppColumns {
    /// The times of the rankings that are sent.
    private(set) var times: [UInt32] = []
    private var names: [String] = []
    /// The times and ranks of each app.
    private var ranks: [[(at: UInt32, rank: UInt16)]] = []

    init(_ frames: some Sequence<RankingFrame>, apps: [UInt32: AppID]) {
        var slots: [UInt32: Int] = [:]
        for frame in frames {
            guard let at = frame.seenTimes.first.flatMap({ UInt32(exactly: $0) }) else { continue }
            times.append(at)
            for entry in frame.entries {
                let slot: Int
                if let known = slots[entry.id] {
                    slot = known
                } else {
                    guard let app = apps[entry.id] else { continue }
                    slot = names.count
                    slots[entry.id] = slot
                    names.append(app.text)
                    ranks.append([])
                }
                ranks[slot].append((at, entry.rank))
            }
        }
    }

    /// Writes the rows in the order of their key.
    ///
    /// - Returns: The number of rows.
    func write(key: String, collector: UInt32, batch: UInt32, to writer: inout RowBinaryWriter) -> Int {
        let chart = RowBinaryWriter.encoded(key)
        var count = 0
        for slot in names.indices.sorted(by: { names[$0] < names[$1] }) {
            // Only the time and the rank differ between the rows of an app.
            var row = RowBinaryWriter()
            row.add(encoded: chart + RowBinaryWriter.encoded(names[slot]))
            let place = row.bytes.count
            row.add(UInt32(0))
            row.add(UInt16(0))
            row.add(collector)
            row.add(batch)
            writer.reserve(row.bytes.count * ranks[slot].count)
            for (at, rank) in ranks[slot] {
                row.replace(at: place, with: at)
                row.replace(at: place + 4, with: rank)
                writer.add(encoded: row.bytes)
            }
            count += ranks[slot].count
        }
        return count
    }
}
