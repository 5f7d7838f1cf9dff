import Canvas
import History
import Market

extension DashboardState {
    /// Draws two rows: time, subject and source status, and below them the pages and the navigation path.
    func drawHeader(titles: [String], in region: Region, theme: Theme, on frame: inout Frame) {
        let line = region.row(0).inset(left: 1, right: 1)
        let sources = sourcePieces(theme: theme)
        let sourceWidth = sources.width
        let clock = route.page.type.hasTime ? clockPieces(theme: theme) : []
        let used = frame.write(
            [StyledText("launchtop  ", theme.accent)] + clock,
            in: line.inset(right: sourceWidth + 1)
        )
        frame.write(sources, in: line, align: .right)
        let middle = line.splitLeft(used + 3).rest.inset(right: sourceWidth + 2)
        let title = titles.first { displayWidth($0) <= middle.width } ?? titles.last ?? ""
        frame.write(title, in: middle, style: theme.text)
        frame.rule(in: region.row(1), style: theme.grid)
        let tabs = TabBar(current: route.page, commands: commands, theme: theme)
        let tabLine = region.row(1).inset(left: 1, right: 1)
        let path = tabLine.splitLeft(tabs.draw(in: tabLine, on: &frame) + 1).rest
        guard stack.count > 1, path.width >= Self.minimumPathWidth else { return }
        frame.write(" \(breadcrumb(width: path.width - 2)) ", in: path, style: theme.faint, align: .right)
    }

    /// The navigation path isn't shown in fewer columns.
    private static let minimumPathWidth = 12

    private func clockPieces(theme: Theme) -> [StyledText] {
        let playhead = route.playhead
        if isAtLiveEdge {
            let isStale = !data.sources.isEmpty && data.sources.allSatisfy { $0.isStale(at: now) }
            let mark =
                isStale
                ? StyledText("\(Symbol.stale) LIVE ", theme.stale) : StyledText("\(Symbol.live) LIVE ", theme.live)
            return [mark, StyledText("\(TimeFormat.clockAndZone(now, in: zone))", theme.heading)]
        }
        let when = StyledText(
            "\(TimeFormat.dayAndClock(instant, in: zone))\(launchDay)",
            theme.heading
        )
        if playhead.isPlaying {
            let quiet = playhead.quiet == nil ? "" : "skipping a quiet period "
            return [StyledText("▸ ×\(playhead.speed) ", theme.live), StyledText(quiet, theme.faint), when]
        }
        return [StyledText(playhead.isAtStop ? "‖ END " : "‖ ", theme.stale), when]
    }

    /// The day of the replayed launch, or of an app whose launch time the user entered: ", day 3"; empty without one.
    private var launchDay: String {
        guard let start = route.page.type.launchStart(in: self), route.launch != nil || start.hasTime else { return "" }
        return ", day \(start.day(at: instant))"
    }

    /// Returns the navigation path; the last steps if it's too long.
    private func breadcrumb(width: Int) -> String {
        var steps = stack.map { step in
            step.page.type.pathName(of: step, in: step.isOfLibrary ? library : data)
        }
        while steps.count > 1, displayWidth(steps.joined(separator: " › ")) > width {
            steps.removeFirst()
            steps[0] = "… › " + steps[0]
        }
        return steps.joined(separator: " › ")
    }

    /// Returns the status of the sources: "data 4 min old  12 OK 1 failing 1 stale".
    private func sourcePieces(theme: Theme) -> [StyledText] {
        guard isLive, !data.sources.isEmpty else { return [] }
        let conditions = SourceConditions(of: data.sources, at: now)
        let newest = data.sources.compactMap(\.newestData).max()
        let age = newest.map { "data \(sourceAge(now - $0))" } ?? "no data yet"
        let okCount = data.sources.count - conditions.count
        var pieces = [
            StyledText(age, conditions.count == 0 ? theme.text : theme.stale),
            StyledText("  \(okCount) OK", theme.faint),
        ]
        pieces += conditions.texts.map { StyledText(" \($0)", theme.stale) }
        let unreadable = data.sources.reduce(0) { $0 + $1.unreadable }
        if unreadable > 0 {
            pieces.append(StyledText(" \(unreadable) unreadable", theme.stale))
        }
        return pieces
    }

    /// Returns the age of the newest data. Seconds are shown only if a source is polled more than once a minute, so
    /// that an idle screen isn't redrawn every second.
    private func sourceAge(_ seconds: Int64) -> String {
        if seconds < 60, !showsSeconds { return "just now" }
        return TimeFormat.age(seconds) + " old"
    }

    /// Whether the screen shows seconds, so that it must be redrawn every second.
    public var showsSeconds: Bool {
        isLive && data.sources.contains { ($0.interval ?? .max) < 60 }
    }
}
