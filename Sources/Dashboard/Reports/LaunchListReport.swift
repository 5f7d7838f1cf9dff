import Canvas
import Growth
import History
import Market

/// The library of documented launches as of an instant.
struct LaunchListReport: Sendable {
    struct Row: Sendable {
        var launch: Launch
        var summary: LaunchSummary
        /// The newest figure; `nil` if there is none yet.
        var last: Observation?
    }

    /// The rows that match the filter, sorted.
    let rows: [Row]
    /// The number of rows without the filter.
    let total: Int
    private let watchlist: Set<AppID>
    private let marked: Set<CompareItem>

    init(
        _ ledger: LedgerSnapshot,
        asOf instant: Timestamp,
        filter: String = "",
        sort: Sort? = nil,
        marked: [CompareItem] = []
    ) {
        total = ledger.launches.count
        watchlist = ledger.watchlist
        self.marked = Set(marked)
        let wanted = Filter(filter)
        let found = ledger.launches
            .filter { launch in
                wanted.isEmpty
                    || wanted.passes(
                        FilterRow([launch.title, launch.id, launch.access], developer: launch.developer)
                    )
            }
            .map { launch in
                let figures = ledger.observations(of: launch, asOf: instant)
                return Row(
                    launch: launch,
                    summary: LaunchSummary(of: launch, observations: figures),
                    last: figures.newest
                )
            }
        let sorted = Self.sorted(found, by: sort ?? Sort(column: .date))
        // A launch whose whole name or id was typed comes first.
        let query = FoldedText.folded(filter)
        let isExact = { (row: Row) in
            FoldedText.folded(row.launch.id) == query || FoldedText.folded(row.launch.name) == query
        }
        rows = filter.isEmpty ? sorted : sorted.filter(isExact) + sorted.filter { !isExact($0) }
    }

    private static func sorted(_ rows: [Row], by sort: Sort) -> [Row] {
        switch sort.column {
        case .name: sort.sorted(rows) { $0.launch.title.lowercased() }
        case .firstDay: sort.sorted(rows) { $0.summary.day1.map { -$0.upperBound } }
        case .week: sort.sorted(rows) { $0.summary.day7.map { -$0.upperBound } }
        case .peak: sort.sorted(rows) { $0.summary.peak }
        case .sources: sort.sorted(rows) { -$0.summary.sources }
        // Newest first.
        default: sort.sorted(rows) { -$0.launch.day0.number }
        }
    }

    /// Returns the row of a launch.
    func row(of id: String) -> Int? { rows.firstIndex { $0.launch.id == id } }

    func content(theme: Theme) -> TableContent {
        TableContent(
            columns: [
                .init("launch", least: 14, most: 24),
                .init("day 0", least: 12),
                .init("in", least: 8, most: 14),
                .init("first day", least: 9, most: 12, isRightAligned: true),
                .init("7 days", least: 9, most: 12, isRightAligned: true),
                .init("peak", least: 4, isRightAligned: true),
                .init("when", least: 7, priority: 2, isRightAligned: true),
                .init("sources", least: 7, priority: 3, isRightAligned: true),
                .init("latest figure", least: 16, most: 50, priority: 4),
                .init("access", least: 10, most: 50, priority: 5),
            ],
            rows: rows.map { row in
                let launch = row.launch
                let summary = row.summary
                return [
                    NamePrefix.piece(
                        launch.title,
                        isMarked: marked.contains(.launch(launch.id)),
                        isOnWatchlist: watchlist.contains(launch.app),
                        theme: theme,
                        style: theme.heading
                    ),
                    StyledText(TimeFormat.long(launch.day0), theme.text),
                    StyledText(launch.homeScope.label, theme.text),
                    StyledText(Self.figure(summary.day1, summary.kind), theme.text),
                    StyledText(Self.figure(summary.day7, summary.kind), theme.text),
                    StyledText(summary.peak.map { "#\($0)" } ?? Sign.noData, theme.milestone),
                    StyledText(
                        summary.peakDay.map { "day \($0.number - launch.day0.number)" } ?? Sign.noData,
                        theme.text
                    ),
                    StyledText("\(summary.sources)", theme.faint),
                    StyledText(row.last?.shortText ?? Sign.noData, theme.text),
                    StyledText(launch.access, theme.faint),
                ]
            }
        )
    }

    private static func figure(_ range: ClosedRange<Double>?, _ kind: FigureKind) -> String {
        // A range from zero only comes from a later total, which says nothing about this one.
        guard let range, range.lowerBound > 0 || range.upperBound == 0 else { return Sign.noData }
        // A truncated number would be wrong, so long ones are shortened.
        let isLong = range.upperBound >= 10_000_000
        return kind.mark + (isLong ? NumberFormat.shortRange(range) : NumberFormat.range(range))
    }
}
