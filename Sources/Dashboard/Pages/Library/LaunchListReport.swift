import Canvas
import Growth
import History
import Market

/// A report about all documented launches in the library as of an instant.
struct LaunchListReport: TableReport, Sendable {
    struct Row: Sendable {
        var launch: Launch
        var summary: LaunchSummary
        /// The daily figures of the first two weeks; `nil` if there are none.
        var daily: DailySparkline?
        /// The newest figure; `nil` if there is none yet.
        var last: Observation?
    }

    private(set) var rows: [Row] = []
    /// The number of rows without the filter.
    let total: Int
    private let marks: RowMarks

    init(
        _ ledger: LedgerSnapshot,
        asOf instant: Timestamp,
        filter: String = "",
        sort: Sort? = nil,
        marked: [CompareItem] = []
    ) {
        total = ledger.launches.count
        marks = RowMarks(marked, in: ledger)
        let all = ledger.launches.map { launch in
            let figures = ledger.observations(of: launch, asOf: instant)
            return Row(
                launch: launch,
                summary: LaunchSummary(of: launch, observations: figures),
                daily: DailySparkline(of: launch, DownloadCurve(observations: figures, of: launch)),
                last: figures.newest
            )
        }
        let sorted = arranged(all, filter: filter, sort: sort)
        // A launch whose whole name or id was typed comes first.
        let query = FoldedText.folded(filter)
        let isExact = { (row: Row) in
            FoldedText.folded(row.launch.id) == query || FoldedText.folded(row.launch.name) == query
        }
        rows = filter.isEmpty ? sorted : sorted.filter(isExact) + sorted.filter { !isExact($0) }
    }

    func filterRow(_ row: Row) -> FilterRow {
        FilterRow([row.launch.title, row.launch.id, row.launch.access], developer: row.launch.developer)
    }

    func symbols(of row: Row) -> RowSymbols? {
        marks.symbols(of: row.launch.app, launch: row.launch.id)
    }

    /// Returns the row of the launch with the given id; `nil` if it isn't shown.
    func row(of id: String) -> Int? { rows.firstIndex { $0.launch.id == id } }

    // MARK: Columns

    var columns: [Column<Row>] { columns(width: 0) }

    /// Returns the table's columns.
    ///
    /// - Parameter width: The width of the table. A wide table shows whole names before the columns that are dropped
    ///   first.
    func columns(width: Int) -> [Column<Row>] {
        let widest = rows.map { displayWidth($0.launch.title) }.max() ?? 0
        return launchColumns(minimum: max(14, min(widest, width / 5))) + figureColumns
    }

    private func launchColumns(minimum: Int) -> [Column<Row>] {
        [
            Column("launch", minimum...max(32, minimum)) { row in
                RoleText(row.launch.title, symbols(of: row)?.isEmpty == false ? .accent : .heading)
            }
            .field("id") { .text($0.launch.id) }
            .field("name") { .text($0.launch.name) }
            .field("kind", .json) { .text($0.launch.kind.rawValue) }
            .field("store") { .of($0.launch.store?.rawValue) }
            .sorted("name") { $0.launch.title.lowercased() },
            Column("day 0", 12...12) { RoleText(TimeFormat.long($0.launch.day0)) }
                .field("day0") { .of($0.launch.day0) }
                // Sort the newest launch first.
                .sorted("date", "launch date", isDefault: true) { -$0.launch.day0.number },
            Column("in", 9...14, priority: 1) { RoleText($0.launch.homeScope.label) }
                .field("storefronts") { $0.launch.storefronts.json },
            Column("access", 10...50, priority: 5, at: 9) { RoleText($0.launch.access, .faint) }
                .field("access") { .text($0.launch.access) },
        ]
    }

    private var figureColumns: [Column<Row>] {
        [
            Column("first day", 9...12, priority: 1, isRightAligned: true) {
                Self.figure($0.summary.day1, $0.summary.kind)
            }
            .field("day1") { Self.number($0.summary.day1) }
            .sorted("first-day", "first day") { $0.summary.day1.map { -$0.upperBound } },
            Column("7 days", 9...12, priority: 1, isRightAligned: true) {
                Self.figure($0.summary.day7, $0.summary.kind)
            }
            .field("day7") { Self.number($0.summary.day7) }
            .sorted("week", "first seven days") { $0.summary.day7.map { -$0.upperBound } },
            Column("first 14 days", 14...14, priority: 3) { RoleText($0.daily?.text ?? "", .bar) }
                .field("daily", .json) { $0.daily?.json ?? .null },
            Column("peak", 4...4, isRightAligned: true) { row in
                row.summary.peak.map { rank in
                    rank == 1 ? RoleText("#1", .milestone) : .rank(Int(rank), .text, sign: "#")
                } ?? RoleText(Symbol.noData, .faint)
            }
            .field("peak") { .of($0.summary.peak) }
            .sorted("peak") { $0.summary.peak },
            Column("when", 7...7, priority: 2, isRightAligned: true) { row in
                RoleText(orNoData: row.summary.peakDay.map { "day \($0.number - row.launch.day0.number)" })
            },
            Column("sources", 7...7, priority: 3, isRightAligned: true) { RoleText("\($0.summary.sources)", .faint) }
                .field("sources") { .of($0.summary.sources) }
                .sorted("sources") { -$0.summary.sources },
            Column("latest figure", 16...50, priority: 4) { RoleText(orNoData: $0.last?.shortText) }
                .field("last", .json) { $0.last?.json ?? .null }
                .field("lastMetric", .csv) { .of($0.last?.metric.rawValue) }
                .field("lastValue", .csv) { .of($0.last?.value) }
                .field("lastKind", .csv) { .of($0.last?.kind.rawValue) }
                .field("lastDate", .csv) { .of($0.last?.period.lastDay) },
        ]
    }

    private static func figure(_ range: ClosedRange<Double>?, _ kind: FigureKind) -> RoleText {
        // A range from zero comes only from a later total, which isn't a useful bound.
        guard let range, range.lowerBound > 0 || range.upperBound == 0 else { return RoleText(Symbol.noData) }
        // A truncated number would be wrong, so long numbers are abbreviated.
        let isLong = range.upperBound >= 10_000_000
        return RoleText(kind.mark + (isLong ? NumberFormat.shortRange(range) : NumberFormat.range(range)))
    }

    /// Returns the value of a range whose bounds are equal; `null` if only bounds are known.
    private static func number(_ range: ClosedRange<Double>?) -> JSONText {
        guard let range, range.lowerBound == range.upperBound else { return .null }
        return .of(range.lowerBound)
    }
}

extension LaunchListReport: ExportedReport {
    func exportedRows(as format: ExportFormat) -> ExportedRows { ExportedRows(rows.count, of: total) }

    func exported(as format: ExportFormat) -> String {
        switch format {
        case .text: total == 0 ? "no documented launches" : content(theme: .mono).lines.joined(separator: "\n")
        case .json: jsonRows.line
        case .csv: csv
        }
    }
}
