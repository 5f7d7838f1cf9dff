import Canvas
import Growth
import Market

extension LaunchDownloads {
    /// The text shown if there are no counts.
    static let hint = "no counts yet; run launchtop import REPORT"

    /// The text shown without counts: how to import some, or when the count of an unfinished day will be shown.
    private var emptyText: String {
        guard let day = openDays.max() else { return Self.hint }
        return "the count for \(TimeFormat.short(day)) is shown after that day has ended (UTC)"
    }

    /// Returns a count, preceded by the symbol of its kind, if any: "5,120", "~56,000".
    private func text(_ count: DayCount, _ kind: FigureKind) -> String { kind.mark + NumberFormat.grouped(count.value) }

    /// Returns the newest day's count: "yesterday (day 0) 5,120 exact (App Store Connect)"; `nil` if no day has a count
    /// of its own.
    func latestPieces(hasNumber: Bool = true, theme: Theme) -> [StyledText]? {
        guard let latest, let primary else { return nil }
        return [
            StyledText("\(label(of: latest.day, hasNumber: hasNumber)) ", theme.faint),
            StyledText(text(latest, primary.kind), theme.heading),
            StyledText(" \(primary.kind.rawValue) (\(primary.source))", theme.faint),
        ]
    }

    /// Returns a sparkline's title: "7 days", or "7 days to Mar 4" if it ends before yesterday.
    func title(of recent: DailySparkline) -> String {
        let last = recent.days.upperBound
        return instant.day.distance(to: last) >= -1 ? "7 days" : "7 days to \(TimeFormat.short(last))"
    }

    /// Returns the total up to the newest day: "total 12.4k", "total ≥7,850" if days are missing; `nil` without counts.
    func totalPieces(theme: Theme) -> [StyledText]? {
        guard let primary else { return nil }
        let total = primary.total.map { primary.kind.mark + NumberFormat.shortRange($0.range) }
        return [StyledText("total ", theme.faint), StyledText(total ?? primary.largeTexts[0], theme.heading)]
    }

    /// Returns the progress to the next milestone in `width` columns: "████░░ 51% of 25k". The bar is omitted if there
    /// is no room; `nil` without counts.
    func progressPieces(width: Int, theme: Theme) -> [StyledText]? {
        guard let primary else { return nil }
        guard let outlook = primary.outlook else { return [StyledText(primary.goal, theme.milestone)] }
        let text = "\(primary.done) \(primary.goal)"
        let room = width - displayWidth(text) - 1
        let bar = ProgressBar(
            share: outlook.share ?? outlook.minimumShare...outlook.minimumShare,
            doneStyle: theme.bar,
            openStyle: theme.faint
        )
        return (room >= 6 ? bar.pieces(columns: min(30, room)) + [StyledText(" ")] : []) + [
            StyledText(text, theme.text)
        ]
    }

    /// Returns the next milestone with its expected date: "25k: Mar 8 (Mar 7 to Mar 10)"; `nil` without counts or if
    /// all milestones are reached.
    func nextPieces(in zone: TimeZoneTable, theme: Theme) -> [StyledText]? {
        guard let primary, let outlook = primary.outlook else { return nil }
        return [
            StyledText("\(NumberFormat.short(Double(outlook.threshold))): ", theme.text),
            StyledText(
                primary.arrival(asOf: instant, in: zone),
                outlook.arrival == nil ? theme.faint : theme.milestone
            ),
        ]
    }

    /// Returns the newest claim: "“≥1,000,000 by Oct 5, 2025 (OpenAI)"; `nil` if there is none.
    func claimPieces(theme: Theme) -> [StyledText]? {
        guard let claim else { return nil }
        let day = TimeFormat.long(claim.period.lastDay)
        return [StyledText("\(claim.figure) by \(day) (\(claim.source.name))", theme.claim)]
    }

    /// Returns the newest conflict, wrapped, and the number of others; empty if there are none.
    private func conflictLines(width: Int, theme: Theme) -> [[StyledText]] {
        guard let first = conflicts.first else { return [] }
        let others = conflicts.count > 1 ? "; \(conflicts.count - 1) more on the App page" : ""
        return TextWrapping.lines("\(Symbol.conflict) \(first)\(others)", width: width).map {
            [StyledText($0, theme.stale)]
        }
    }

    /// Returns the panel's lines: newest day, sparkline and total, next milestone, then other sources, conflicts and
    /// claims.
    ///
    /// - Parameter width: The available columns.
    func lines(width: Int, in zone: TimeZoneTable, theme: Theme) -> [[StyledText]] {
        guard let total = totalPieces(theme: theme) else {
            return [claimPieces(theme: theme)].compactMap { $0 } + [[StyledText(emptyText, theme.faint)]]
        }
        let spark = recent.map { recent in
            [StyledText(recent.text, theme.bar), StyledText(" \(title(of: recent))   ", theme.faint)]
        }
        var lines = [latestPieces(theme: theme)].compactMap { $0 }
        lines.append((spark ?? []) + total)
        lines += [progressPieces(width: width, theme: theme)].compactMap { $0 }
        if let next = nextPieces(in: zone, theme: theme) { lines.append([StyledText("next ", theme.faint)] + next) }
        lines += counters.dropFirst().map { other in
            [StyledText("\(other.largeTexts[0]) \(other.subject) \(other.provenance)", theme.faint)]
        }
        return lines + conflictLines(width: width, theme: theme) + [claimPieces(theme: theme)].compactMap { $0 }
    }

    /// Returns a one-line summary: newest day, sparkline, total.
    func summary(theme: Theme) -> [StyledText] {
        guard let total = totalPieces(theme: theme) else {
            return claimPieces(theme: theme) ?? [StyledText(emptyText, theme.faint)]
        }
        let spark = recent.map { [StyledText("\($0.text)  ", theme.bar)] } ?? []
        return (latestPieces(hasNumber: false, theme: theme).map { $0 + [StyledText("  ")] } ?? []) + spark + total
    }
}
