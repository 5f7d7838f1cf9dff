import Canvas
import History
import Market
import TimeSeries

/// The table of ranks by storefront for an app on the watchlist.
///
/// If space is short, columns are dropped in this order: sparkline, time since the last check, best rank ever, names of
/// the storefronts, genre rank, change over an hour, next threshold. Storefront, rank and change over a day are never
/// dropped.
struct MyLaunchTable {
    /// The minimum width of the storefront column.
    private static let minimumStorefront = 10
    private static let sparkTitle = "rank, 7 days"
    /// The maximum width of the sparkline: a column for every four hours.
    private static let maximumSpark = 42

    let details: MyLaunchDetails
    let theme: Theme
    /// The width of the sparkline of the rank over seven days; 0 for none.
    let sparkColumns: Int
    let columns: [TableLayout.Column]
    /// The charts that no source polls or whose polls fail, although charts are polled.
    private let unpolled: Set<Chart>
    /// The rank changes to highlight.
    private let flash: RankFlash
    private let hasNames: Bool
    private let hasGenres: Bool
    /// The genre shared by all rows; `nil` if they differ.
    private let commonGenre: Genre?

    /// Creates the table of an app's ranks.
    ///
    /// - Parameters:
    ///   - width: The available columns; `nil` for all columns.
    ///   - unpolled: The charts that no source polls or whose polls fail, although charts are polled.
    ///   - sparkColumns: The minimum width of the sparkline, which uses the columns that are left; 0 for none. There is
    ///     also none if all charts have been followed for less than a day.
    ///   - flash: The rank changes to highlight.
    /// - Complexity: O(rows).
    init(
        details: MyLaunchDetails,
        theme: Theme,
        width: Int?,
        unpolled: Set<Chart> = [],
        sparkColumns: Int = 14,
        flash: RankFlash = RankFlash()
    ) {
        self.details = details
        self.flash = flash
        self.theme = theme
        self.unpolled = unpolled
        let rows = details.rows
        let genres = Set(rows.compactMap { $0.genre?.chart.genre })
        let common = genres.count == 1 ? genres.first : nil
        commonGenre = common
        hasGenres = !genres.isEmpty
        let kind = details.kind?.name ?? "rank"
        func widest(_ title: String, _ text: (StorefrontRow) -> String) -> Int {
            rows.reduce(displayWidth(title)) { max($0, displayWidth(text($1))) }
        }
        let changes = [
            widest("Δ1h") { Self.hourChange(of: $0.overall, theme: theme).text },
            widest("Δ24h") { Self.dayChange(of: $0.overall, details, unpolled, theme: theme).text },
        ]
        let genreTitle = common?.name ?? "genre"
        let genreWidth = widest(genreTitle) { Self.text(ofGenreIn: $0, details, unpolled, common: common) }
        var others: [TableLayout.Column] = [
            .init(kind, minimum: max(5, displayWidth(kind)), isRightAligned: true),
            .init("Δ1h", minimum: changes[0], priority: 3, isRightAligned: true),
            .init("Δ24h", minimum: changes[1], isRightAligned: true),
        ]
        if hasGenres {
            others.append(
                .init(
                    genreTitle,
                    minimum: min(16, genreWidth),
                    maximum: genreWidth,
                    priority: 4,
                    isRightAligned: common != nil
                )
            )
        }
        others.append(
            .init("next", minimum: widest("next") { Self.next(of: $0.overall, details, unpolled) }, priority: 2)
        )
        let label = max(Self.minimumStorefront, widest("") { Self.label(of: $0, details) })
        let names = widest("") { Self.title(of: $0, details) }
        let room = others.reduce(0) { $0 + $1.minimum + 1 }
        hasNames = width.map { $0 >= names + room } ?? true
        let storefront = max(label, hasNames ? names : 0)
        let history: [TableLayout.Column] = [
            .init("best", minimum: 4, priority: 5, isRightAligned: true),
            .init("checked", minimum: 7, priority: 6, isRightAligned: true),
        ]
        let spark = TableLayout.Column(
            Self.sparkTitle,
            minimum: sparkColumns,
            maximum: Self.maximumSpark,
            priority: 7
        )
        let hasWeek = rows.contains { row in
            row.main.map { RankHistory.hasWeek(of: details.inputs.data.rankings[$0.chart], upTo: details.instant) }
                ?? false
        }
        let sparkColumns = hasWeek || width == nil ? sparkColumns : 0
        let columns = [.init("storefront", minimum: storefront)] + others + history + (sparkColumns > 0 ? [spark] : [])
        let position = width.flatMap { TableLayout(columns: columns, width: $0).positions.last ?? nil }
        self.columns = columns
        self.sparkColumns = sparkColumns > 0 ? position?.width ?? sparkColumns : 0
    }

    /// Returns the cells of a row.
    ///
    /// - Complexity: O(snapshots of the row's chart).
    func cells(_ index: Int) -> [StyledText] {
        let row = details.rows[index]
        let title = hasNames ? Self.title(of: row, details) : Self.label(of: row, details)
        var cells = [
            StyledText(title, theme.text), rankCell(row.overall), Self.hourChange(of: row.overall, theme: theme),
            Self.dayChange(of: row.overall, details, unpolled, theme: theme),
        ]
        if hasGenres { cells.append(genreCell(row)) }
        cells += [
            StyledText(Self.next(of: row.overall, details, unpolled), theme.faint), bestCell(row), checkedCell(row),
        ]
        if sparkColumns > 0 { cells.append(sparkCell(row)) }
        return cells
    }

    /// The whole table.
    var content: TableContent { TableContent(columns: columns, rows: details.rows.indices.map(cells)) }

    /// Returns a storefront's label: "US", or "US Top Paid" if the chart isn't of the main kind.
    private static func label(of row: StorefrontRow, _ details: MyLaunchDetails) -> String {
        let label = details.label(of: row)
        guard let own = row.overall?.chart.kind, own != details.kind else { return label }
        return "\(label) \(own.name)"
    }

    /// Returns a storefront's label with its name: "US United States". The name is omitted if it equals the label or
    /// the label includes a kind of chart.
    private static func title(of row: StorefrontRow, _ details: MyLaunchDetails) -> String {
        let label = label(of: row, details)
        return label == row.storefront.label && row.storefront.name != label ? "\(label) \(row.storefront.name)" : label
    }

    private func rankCell(_ standing: ChartStanding?) -> StyledText {
        guard let standing else { return StyledText(Symbol.noData, theme.faint) }
        if let highlighted = highlighted(standing) { return highlighted }
        if Self.oldAge(of: standing, details, unpolled) != nil { return StyledText(standing.rankText, theme.stale) }
        if let rank = standing.rank { return theme.styled(.rank(rank.value, .heading)) }
        return StyledText(standing.rankText, standing.day?.previousRank == nil ? theme.faint : theme.loss)
    }

    /// Returns the age of a rank that isn't current, in seconds: the chart is stale, no source polls it any more, or its
    /// polls fail; `nil` for a current rank.
    private static func oldAge(
        of standing: ChartStanding,
        _ details: MyLaunchDetails,
        _ unpolled: Set<Chart>
    ) -> Int64? {
        let age = details.instant - standing.checked
        return standing.isStale || age >= 60 && unpolled.contains(standing.chart) ? age : nil
    }

    /// Returns the change over an hour, or since the app entered the chart if it did so within the hour.
    private static func hourChange(of standing: ChartStanding?, theme: Theme) -> StyledText {
        guard let standing else { return StyledText(Symbol.noData, theme.faint) }
        // The change over a day shows the last rank, which may differ from the rank an hour ago.
        if standing.left != nil { return StyledText(Symbol.notRanked, theme.faint) }
        if let climb = standing.climb { return StyledText(Symbol.change(climb.change), theme.new) }
        return change(standing.hour, isRanked: standing.rank != nil, window: ChartStanding.hourWindow, theme: theme)
    }

    /// Returns the change over a day; instead, the age of a rank that isn't current ("3 h old"), or the last rank of an
    /// app that has left the chart.
    private static func dayChange(
        of standing: ChartStanding?,
        _ details: MyLaunchDetails,
        _ unpolled: Set<Chart>,
        theme: Theme
    ) -> StyledText {
        guard let standing else { return StyledText(Symbol.noData, theme.faint) }
        if let age = oldAge(of: standing, details, unpolled) {
            return StyledText("\(TimeFormat.age(age)) old", theme.stale)
        }
        if let left = standing.left { return StyledText("was \(left.rank)", theme.loss) }
        return change(standing.day, isRanked: standing.rank != nil, window: ChartStanding.dayWindow, theme: theme)
    }

    /// Returns a change as text: "NEW", "▲52", "▼3", "was 84", "–" if unchanged, "·" if there is nothing to compare
    /// with; "▲52/3h" if the earlier snapshot is much older or newer than the window.
    static func change(_ move: ChartStanding.Move?, isRanked: Bool, window: Int64, theme: Theme) -> StyledText {
        guard isRanked else {
            return move?.previousRank.map { StyledText("was \($0.value)", theme.loss) } ?? StyledText("–", theme.faint)
        }
        guard let move, let state = move.state else { return StyledText(Symbol.noData, theme.faint) }
        let piece = theme.styled(.change(state, move.change))
        guard !piece.text.isEmpty else { return StyledText("–", theme.faint) }
        let tolerance = max(window / 10, 900)
        guard state == .steady, move.distance > 0, abs(move.distance - window) > tolerance else { return piece }
        return StyledText("\(piece.text)/\(ChartReport.length(move.distance))", piece.style)
    }

    /// Returns an app's rank highlighted in the role of its change; `nil` if no new snapshot changed it.
    private func highlighted(_ standing: ChartStanding) -> StyledText? {
        flash.role(of: details.app(in: standing.chart), in: standing.chart).map {
            theme.styled(RoleText(standing.rankText).highlighted($0))
        }
    }

    private func genreCell(_ row: StorefrontRow) -> StyledText {
        let isOld = row.genre.flatMap { Self.oldAge(of: $0, details, unpolled) } != nil
        let style = isOld ? theme.stale : row.genre?.rank == nil ? theme.faint : theme.text
        return StyledText(Self.text(ofGenreIn: row, details, unpolled, common: commonGenre), style)
    }

    /// Returns a rank in a genre chart: "12", or "12 Weather" if the rows have different genres. If the rank is older than
    /// that in the chart of the whole store, its age follows: "12 (3 min)".
    private static func text(
        ofGenreIn row: StorefrontRow,
        _ details: MyLaunchDetails,
        _ unpolled: Set<Chart>,
        common: Genre?
    ) -> String {
        guard let standing = row.genre else { return Symbol.noData }
        let rank = common == nil ? "\(standing.rankText) \(standing.chart.genre?.name ?? "")" : standing.rankText
        let isNewer = row.overall.map { standing.checked - $0.checked > -60 } ?? false
        guard !isNewer, let age = oldAge(of: standing, details, unpolled) else { return rank }
        return "\(rank) (\(TimeFormat.age(age)))"
    }

    /// Returns the next threshold: "#50 ▲34"; "—" at #1; "·" if the current rank isn't known.
    private static func next(
        of standing: ChartStanding?,
        _ details: MyLaunchDetails,
        _ unpolled: Set<Chart>
    ) -> String {
        guard let standing, oldAge(of: standing, details, unpolled) == nil else { return Symbol.noData }
        return standing.next?.text ?? (standing.rank == nil ? Symbol.noData : "—")
    }

    private func bestCell(_ row: StorefrontRow) -> StyledText {
        let record = row.overall.flatMap {
            details.inputs.data.rankRecord(of: details.app(in: $0.chart), in: $0.chart, asOf: details.instant)
        }
        return record.map { theme.styled(.rank(Int($0.best), .text)) } ?? StyledText(Symbol.noData, theme.faint)
    }

    private func checkedCell(_ row: StorefrontRow) -> StyledText {
        guard let checked = row.checked else { return StyledText("never", theme.faint) }
        let age = details.instant - checked
        return StyledText(age < 60 ? "now" : TimeFormat.age(age), row.main?.isStale == true ? theme.stale : theme.faint)
    }

    private func sparkCell(_ row: StorefrontRow) -> StyledText {
        guard let standing = row.main else { return StyledText("", theme.faint) }
        let end = details.instant
        let history = RankHistory(
            of: details.app(in: standing.chart),
            in: standing.chart,
            ledger: details.inputs.data,
            asOf: end,
            from: end - 7 * Day.secondsPerDay
        )
        return theme.styled(history.sparkline(columns: sparkColumns, upTo: end))
    }
}
