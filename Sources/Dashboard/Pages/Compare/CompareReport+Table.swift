import Canvas
import Growth
import Market

extension CompareReport {
    /// A table and the index of each row's launch.
    struct Table {
        var content: TableContent
        var owners: [Int]
    }

    /// The maximum width of a launch's name, in columns.
    private static let maximumNameWidth = 24

    /// Returns the table of totals in the first 1, 3, 7, 14 and 30 days with their ratios to the first launch's totals
    /// or, in the rank view, the table of best ranks in these periods.
    ///
    /// Ratios require figures in the same measure. If a launch is compared in a measure that isn't its own, that
    /// measure has a separate row below the launch.
    ///
    /// - Parameter focus: The index of the launch shown in bold.
    func table(theme: Theme, focus: Int, view: PageView) -> Table {
        view == .rank ? rankTable(theme: theme, focus: focus) : totalsTable(theme: theme, focus: focus)
    }

    private func totalsTable(theme: Theme, focus: Int) -> Table {
        var owners: [Int] = []
        var lines: [(line: Line, style: Style)] = []
        for (index, row) in comparison.rows.enumerated() {
            let style = index == focus ? theme.line(index).with(.bold) : theme.line(index)
            let own = line(launches[index].name.fitted(to: Self.maximumNameWidth), row.measure, row.kind, row.cells)
            lines.append((own, style))
            lines += row.likenesses.map { (line("  same scope", $0.measure, $0.kind, $0.cells), theme.faint) }
            owners += [Int](repeating: index, count: 1 + row.likenesses.count)
        }
        let hasRatios = ratioAges(in: lines.map(\.line))
        let rows = lines.map { line, style in
            [StyledText(line.name, style), StyledText(line.scope, theme.faint)]
                + line.totals.indices.flatMap { index in
                    let (total, ratio) = (line.totals[index], line.ratios[index])
                    let pieces = [
                        StyledText(total, total == Symbol.noData ? theme.faint : theme.text),
                        StyledText(ratio, ratio == Symbol.noData ? theme.faint : theme.heading),
                    ]
                    return hasRatios[index] ? pieces : [pieces[0]]
                }
        }
        return Table(content: TableContent(columns: columns(lines.map(\.line)), rows: rows), owners: owners)
    }

    /// Returns a table of best ranks in the first 1, 3, 7, 14 and 30 days; `·` means that the period isn't over or the
    /// app wasn't ranked.
    private func rankTable(theme: Theme, focus: Int) -> Table {
        let rows = launches.indices.map { index -> [StyledText] in
            let style = index == focus ? theme.line(index).with(.bold) : theme.line(index)
            let name = StyledText(launches[index].name.fitted(to: Self.maximumNameWidth), style)
            return [name]
                + LaunchComparison.ages.map { age in
                    let isOver = curves[index].origin + Int64(age) * Day.secondsPerDay <= instant + 1
                    return (isOver ? bestRank(of: index, inFirst: age) : nil)
                        .map { StyledText("#\($0.value)", theme.text) }
                        ?? StyledText(Symbol.noData, theme.faint)
                }
        }
        let name = rows.map { displayWidth($0[0].text) }.max() ?? 8
        let columns =
            [
                TableLayout.Column(
                    "best rank",
                    minimum: min(max(12, name), Self.maximumNameWidth),
                    maximum: Self.maximumNameWidth
                )
            ]
            + LaunchComparison.ages.enumerated().map { index, age in
                .init("\(age) d", minimum: 5, maximum: 8, priority: 1 + index, isRightAligned: true)
            }
        return Table(content: TableContent(columns: columns, rows: rows), owners: Array(launches.indices))
    }

    /// Returns a launch's best rank in the first `days` days since its origin; `nil` if it wasn't ranked.
    ///
    /// - Complexity: O(samples).
    func bestRank(of index: Int, inFirst days: Int) -> Rank? {
        let range = curves[index].origin..<curves[index].origin + Int64(days) * Day.secondsPerDay
        return curves[index].tracks.first?.samples.lazy.filter { range.contains($0.time) }.compactMap(\.rank).min()
    }

    /// Returns, for each age, whether any line has a ratio.
    private func ratioAges(in lines: [Line]) -> [Bool] {
        LaunchComparison.ages.indices.map { index in lines.contains { $0.ratios[index] != Symbol.noData } }
    }

    /// The title of the ratios: "% of Sora"; "% of 1st" if the first launch's name is long.
    private var ratioTitle: String {
        let name = launches[0].name.full
        return displayWidth(name) <= 6 ? "% of \(name)" : "% of 1st"
    }

    private func columns(_ lines: [Line]) -> [TableLayout.Column] {
        let name = lines.map { displayWidth($0.name) }.max() ?? 8
        let scope = lines.map { displayWidth($0.scope) }.max() ?? 5
        var columns: [TableLayout.Column] = [
            .init("launch", minimum: max(6, min(name, Self.maximumNameWidth)), maximum: max(16, name)),
            .init("in", minimum: min(15, max(2, scope)), maximum: max(2, min(scope, 30)), priority: 2),
        ]
        let hasRatios = ratioAges(in: lines)
        for (index, age) in LaunchComparison.ages.enumerated() {
            let widest = lines.map { displayWidth($0.totals[index]) }.max() ?? 1
            // The first week matters most and is dropped last; later days are dropped first.
            let priority = age == 7 ? 1 : age == 1 ? 3 : age == 3 ? 4 : 5 + index
            columns.append(
                .init(
                    "\(age) d",
                    minimum: max(4, widest),
                    maximum: max(6, widest),
                    priority: priority,
                    isRightAligned: true
                )
            )
            guard hasRatios[index] else { continue }
            let ratio = lines.map { displayWidth($0.ratios[index]) }.max() ?? 1
            columns.append(
                .init(
                    ratioTitle,
                    // Add one character of width, so that the title isn't read as part of the previous one.
                    minimum: max(displayWidth(ratioTitle), ratio) + 1,
                    priority: priority,
                    isRightAligned: true
                )
            )
        }
        return columns
    }

    /// The text of one row.
    private struct Line {
        var name: String
        var scope: String
        var totals: [String]
        var ratios: [String]
    }

    private func line(
        _ name: String,
        _ measure: Measure?,
        _ kind: FigureKind?,
        _ cells: [LaunchComparison.Row.Cell]
    ) -> Line {
        Line(
            name: name,
            scope: measure.map(Self.scope) ?? Symbol.noData,
            totals: cells.map { Self.text($0, kind) },
            ratios: cells.map { cell in
                guard let ratio = cell.ratio, ratio.measure == measure, Self.isInformative(ratio.range) else {
                    return Symbol.noData
                }
                return Self.percent(ratio.range)
            }
        )
    }

    /// Returns a measure's scope as text: "CA+US", "sign-ups worldwide", "worldwide, both stores". The App Store is the
    /// default and isn't named.
    private static func scope(_ measure: Measure) -> String {
        let unit = measure.metric == .downloads ? "" : "\(measure.metric.unit) "
        return "\(unit)\(measure.scope.label)\(stores(measure.scope))"
    }

    private static func stores(_ scope: Scope) -> String {
        if scope.countsWeb { return ", incl. web" }
        switch scope.stores {
        case []: return ", any store"
        case [.appStore]: return ""
        case [.googlePlay]: return ", Google Play"
        default: return ", both stores"
        }
    }

    /// Returns a total as text. A total that has no lower bound is shown only if its upper bound is a total at no more
    /// than twice the age, because ten million in a year isn't a useful bound for the first day. Other ranges are shown
    /// if they are narrow enough; see ``isInformative(_:)``.
    private static func text(_ cell: LaunchComparison.Row.Cell, _ kind: FigureKind?) -> String {
        guard let total = cell.total else { return Symbol.noData }
        let mark = kind?.mark ?? ""
        let whole = rounded(total)
        if whole.lowerBound == whole.upperBound { return mark + NumberFormat.plain(whole.lowerBound) }
        if whole.lowerBound == 0 {
            guard let age = cell.boundAge, age <= 2 * cell.age else { return Symbol.noData }
            return "≤\(NumberFormat.short(whole.upperBound))"
        }
        guard isInformative(whole) else { return Symbol.noData }
        return "\(mark)\(NumberFormat.short(whole.lowerBound))–\(NumberFormat.short(whole.upperBound))"
    }
}
