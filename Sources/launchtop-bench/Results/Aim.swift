/// An aim for one or more figures of the benchmarks.
struct Aim {
    /// A percentile of a figure: the name of its field in the JSON lines, and the aim in the figure's unit.
    struct Limit {
        let field: String
        let value: Double
        /// Whether a higher value is better.
        var isMinimum = false
    }

    /// The title of the row in the table.
    let title: String
    /// The name of the figure. If it contains `*`, which stands for any text, the row shows the worst of the figures.
    let figure: String
    let unit: String
    let limits: [Limit]

    /// The fields with the processor time for the fields of limits.
    static let processorFields = ["value": "cpu", "p99": "cpuP99"]

    /// Returns whether a figure belongs to the row.
    func includes(_ name: String) -> Bool {
        let parts = figure.split(separator: "*", omittingEmptySubsequences: false)
        guard parts.count > 1 else { return name == figure }
        var rest = Substring(name)
        guard rest.hasPrefix(parts[0]), rest.hasSuffix(parts[parts.count - 1]) else { return false }
        rest = rest.dropFirst(parts[0].count)
        for part in parts.dropFirst().dropLast() {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return true
    }

    private static func most(_ value: Double, _ field: String = "value") -> Limit { Limit(field: field, value: value) }

    /// The rows of the table. Aims are for a computer that runs nothing else.
    static let all = [
        Aim(title: "first frame, replay of a launch", figure: "first_frame_ms", unit: "ms", limits: [most(30)]),
        Aim(title: "first frame, any archive", figure: "first_frame_*_points_ms", unit: "ms", limits: [most(60)]),
        Aim(title: "show chart, any archive", figure: "show_chart_*_points_ms", unit: "ms", limits: [most(60)]),
        Aim(title: "show app, any archive", figure: "show_app_*_points_ms", unit: "ms", limits: [most(60)]),
        Aim(title: "memory, any archive", figure: "open_memory_*_points_mb", unit: "MB", limits: [most(64)]),
        Aim(
            title: "key to frame, 60 charts, a week: p50, p99",
            figure: "key_to_frame_*_60_charts_ms",
            unit: "ms",
            limits: [most(1.5), most(4, "p99")]
        ),
        Aim(
            title: "key to frame, 525 charts, a week: p50, p99",
            figure: "key_to_frame_*_525_charts_ms",
            unit: "ms",
            limits: [most(1.5), most(4, "p99")]
        ),
        Aim(
            title: "key to frame, 2,000 charts, a week: p50, p99",
            figure: "key_to_frame_*_2000_charts_ms",
            unit: "ms",
            limits: [most(1.5), most(4, "p99")]
        ),
        Aim(
            title: "key to frame, 60 charts, a month, 200×60: p99",
            figure: "key_to_frame_*_200x60_ms",
            unit: "ms",
            limits: [most(2, "p99")]
        ),
        Aim(
            title: "seek to frame: p50, p95",
            figure: "seek_to_frame_*_200x60_ms",
            unit: "ms",
            limits: [most(0.8), most(1.2, "p95")]
        ),
        Aim(title: "an app's ranks over a month (q1)", figure: "q1_us", unit: "µs", limits: [most(3)]),
        Aim(title: "a chart at a time (q2)", figure: "q2_us", unit: "µs", limits: [most(1)]),
        Aim(title: "risers in a day (q3)", figure: "q3_us", unit: "µs", limits: [most(12)]),
        Aim(
            title: "durable writing, 60 charts a batch",
            figure: "durable_mpts",
            unit: "M points/s",
            limits: [Limit(field: "value", value: 5, isMinimum: true)]
        ),
        Aim(
            title: "longest write, 2,000 charts",
            figure: "longest_write_2000_charts_ms",
            unit: "ms",
            limits: [most(50)]
        ),
        Aim(
            title: "longest write, 10,000 charts",
            figure: "longest_write_10000_charts_ms",
            unit: "ms",
            limits: [most(50)]
        ),
        Aim(title: "import a year of sales of 50 apps", figure: "sales_import_s", unit: "s", limits: [most(3)]),
        Aim(title: "size of a year of sales of 50 apps", figure: "sales_archive_mb", unit: "MB", limits: [most(12)]),
        Aim(title: "10,000 rating counters, hourly", figure: "ratings_10k_cpu_pct", unit: "% CPU", limits: [most(1)]),
        Aim(title: "10,000 rating counters, a week", figure: "ratings_10k_memory_mb", unit: "MB", limits: [most(20)]),
        Aim(title: "replication, 8.6 M points", figure: "engine_replicate_8m_points_s", unit: "s", limits: [most(5)]),
        Aim(title: "size in the engine", figure: "engine_bytes_per_point", unit: "B/point", limits: [most(2)]),
        Aim(title: "first frame, engine", figure: "engine_first_frame_*_ms", unit: "ms", limits: [most(100)]),
        Aim(title: "a cold block of an engine", figure: "engine_cold_block_ms", unit: "ms", limits: [most(40)]),
        Aim(title: "leaders in an engine", figure: "engine_leaders_*_ms", unit: "ms", limits: [most(60)]),
        Aim(title: "lag behind an engine", figure: "engine_lag_s", unit: "s", limits: [most(3)]),
        Aim(title: "resident memory, replay of a launch", figure: "resident_mb", unit: "MB", limits: [most(32)]),
        Aim(title: "bytes sent while paused", figure: "idle_bytes", unit: "B", limits: [most(0)]),
        Aim(title: "wake-ups per second while paused", figure: "idle_wakeups_per_s", unit: "1/s", limits: [most(0)]),
    ]
}
