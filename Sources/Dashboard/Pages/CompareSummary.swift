import Canvas
import Growth

/// What may be said of compared launches, in the order in which it must be known: the ghost first and always, then what
/// is needed to read the figures, then what else is known, as far as there is room. The rest is a key away.
struct CompareSummary {
    private typealias Sentence = (text: String, style: Style)

    private let ghosts: [Sentence]
    private let others: [Sentence]
    private let faint: Style

    init(_ report: CompareReport, _ curves: CompareCurves, theme: Theme) {
        // Of the ghosts the focused one's; j and k are near. Where that has none, the first that there is.
        let wanted = max(1, curves.focus)
        let all = report.entrants.indices.map { $0 > 0 ? report.ghostSentences(against: $0) : [] }
        let focus = all.indices.contains(wanted) && !all[wanted].isEmpty ? wanted : all.firstIndex { !$0.isEmpty }
        ghosts = focus.map { all[$0].map { ($0, theme.heading) } } ?? []
        var words: [Sentence] = report.originSentences.map { ($0, theme.sum) }
        if report.entrants.count <= 3 {
            words += all.indices.filter { $0 != focus }.flatMap { all[$0] }.map { ($0, theme.heading) }
        }
        words += report.remarks.map { ("≠ \($0)", theme.sum) }
        // Who has no totals at all was named before.
        let absent = curves.absent.map { report.curves[$0] }.filter { curves.view == .rank || $0.home != nil }.map(
            \.name
        )
        if !absent.isEmpty, absent.count < report.entrants.count {
            words.append(("not on this axis: \(absent.joined(separator: ", "))", theme.faint))
        }
        words += report.claimSentences.map { ($0, theme.claim) }
        words += curves.legend.map { ($0, theme.faint) }
        if let cohort = curves.band.flatMap(CompareReport.words) { words.append((cohort, theme.faint)) }
        others = words
        faint = theme.faint
    }

    /// How far one can go on through those that are not always in sight.
    var lastFirst: Int { max(0, others.count - 1) }

    /// Rows for all of them.
    func height(width: Int) -> Int { rows(ghosts, width) + rows(others, width) }

    /// Rows for the ghosts, and for what says that there is more.
    func leastHeight(width: Int) -> Int { rows(ghosts, width) + (others.isEmpty ? 0 : 1) }

    /// With the first of the others, too.
    func usualHeight(width: Int) -> Int { leastHeight(width: width) + rows(Array(others.prefix(1)), width) }

    /// With the longest of the others: in so many rows each of them can come into sight.
    func fullHeight(width: Int) -> Int {
        leastHeight(width: width) + (others.map { rows([$0], width) }.max() ?? 0)
    }

    private func rows(_ sentences: [Sentence], _ width: Int) -> Int {
        sentences.reduce(0) { $0 + TextWrapping.lines($1.text, width: width).count }
    }

    /// Draws the ghosts, and the others from one of them on. A sentence that does not fit is left out as a whole: half of
    /// one may say the opposite.
    func draw(from first: Int, in region: Region, commands: CommandTable, on frame: inout Frame) {
        let all = height(width: region.width)
        var row = region.height > all ? 1 : 0
        for ghost in ghosts { write(ghost, at: &row, limit: region.height, in: region, on: &frame) }
        let isWhole = row + rows(others, region.width) <= region.height
        let start = isWhole ? 0 : min(max(0, first), lastFirst)
        let limit = isWhole ? region.height : region.height - 1
        var next = start
        while next < others.count, write(others[next], at: &row, limit: limit, in: region, on: &frame) { next += 1 }
        guard !isWhole, region.height > 0 else { return }
        let more = others.count - next
        let words =
            if next == start {
                // Once for the curves alone, once more for the table with what is said.
                "… \(more) more: \(commands.label(.zoomPanel)) \(commands.label(.zoomPanel)) gives them room"
            } else if more > 0 {
                "… \(more) more: \(commands.label(.pageDown))"
            } else {
                "… \(commands.label(.pageUp)) for those before"
            }
        frame.write(words, in: region.row(min(row, region.height - 1)), style: faint)
    }

    /// - Returns: whether there was room.
    @discardableResult
    private func write(
        _ sentence: Sentence,
        at row: inout Int,
        limit: Int,
        in region: Region,
        on frame: inout Frame
    ) -> Bool {
        let parts = TextWrapping.lines(sentence.text, width: region.width)
        guard row + parts.count <= limit else { return false }
        for part in parts {
            frame.write(part, in: region.row(row), style: sentence.style)
            row += 1
        }
        return true
    }
}
