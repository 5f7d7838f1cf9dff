import Canvas
import History
import Market

extension DashboardState {
    /// Draws the header in two rows: the time, subject and source status, and below them the pages and the navigation
    /// path.
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
        let reserved = stack.count > 1 ? Self.reservedPathWidth : 0
        let path = tabLine.splitLeft(tabs.draw(in: tabLine, reserved: reserved, on: &frame) + 1).rest
        guard stack.count > 1, path.width >= Self.minimumPathWidth else { return }
        frame.write(" \(breadcrumb(width: path.width - 2)) ", in: path, style: theme.faint, align: .right)
    }

    /// The minimum number of columns in which the navigation path is shown.
    private static let minimumPathWidth = 12
    /// The number of columns that the names of pages leave for the navigation path.
    private static let reservedPathWidth = 30

    private func clockPieces(theme: Theme) -> [StyledText] {
        let playhead = route.playhead
        if isAtLiveEdge {
            let status = liveStatus
            let clock = StyledText(TimeFormat.clockAndZone(now, in: zone), theme.heading)
            switch status {
            case .live: return [StyledText("\(Symbol.live) \(status.text) ", theme.live), clock]
            case .waiting: return [StyledText("\(Symbol.stale) \(status.text) ", theme.faint), clock]
            case .failing, .pollingStopped, .notRecording:
                let last = lastGoodData.map { "last data \(lastDataText($0))" } ?? "no data yet"
                return [
                    StyledText("\(Symbol.stale) \(status.text)  ", theme.stale), StyledText(last, theme.heading),
                ]
            }
        }
        let when = StyledText(
            "\(TimeFormat.dayAndClock(instant, in: zone))\(launchDay)",
            theme.heading
        )
        if playhead.isPlaying {
            let quiet = playhead.quiet == nil ? "" : "skipping a quiet period "
            return [StyledText("▸ ×\(playhead.speed) ", theme.live), StyledText(quiet, theme.faint), when]
        }
        return [StyledText(playhead.isAtStop ? "‖ END " : "‖ ", theme.accent), when]
    }

    /// Returns a time as text: "14:02 UTC"; with the date unless it's today.
    private func lastDataText(_ time: Timestamp) -> String {
        zone.local(time).day == zone.local(now).day
            ? TimeFormat.clockAndZone(time, in: zone) : TimeFormat.instant(time, in: zone)
    }

    /// The day since the replayed launch, or since the launch time that the user entered for the page's app, as text:
    /// ", day 3". Empty if there is no such launch or time, or if it's in the future.
    private var launchDay: String {
        guard let start = route.page.type.launchStart(in: self), route.launch != nil || start.hasTime else { return "" }
        let day = start.day(at: instant)
        return day < 0 ? "" : ", day \(day)"
    }

    /// Returns the navigation path as text, limited to its last steps if it's wider than `width` columns.
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

    /// Returns the status of the sources: "data 4 min old  12 OK 1 failing 1 stale". The age of the data is omitted if
    /// no new data arrives, since the time of the last data is then shown on the left.
    private func sourcePieces(theme: Theme) -> [StyledText] {
        guard isLive, !data.sources.isEmpty else { return [] }
        let conditions = SourceConditions(of: data.sources.filter { $0.isPolled || $0.isArchive }, at: now)
        let counts = SourceCounts(of: data.sources, at: now)
        var pieces: [StyledText] = []
        if !isAtLiveEdge || !liveStatus.isWarning {
            let label = isAtLiveEdge ? "data" : "newest data"
            let age = lastGoodData.map { "\(label) \(sourceAge(now - $0))" } ?? "no data yet"
            pieces.append(StyledText(age, conditions.count == 0 ? theme.text : theme.stale))
        }
        let unreadable = data.sources.reduce(0) { $0 + $1.unreadable }
        let problems = conditions.texts + (unreadable > 0 ? ["\(unreadable) unreadable"] : [])
        let texts = counts.texts.map { ($0, theme.faint) } + problems.map { ($0, theme.stale) }
        for (index, (text, style)) in texts.enumerated() {
            pieces.append(StyledText((pieces.isEmpty ? "" : index == 0 ? "  " : " ") + text, style))
        }
        return pieces
    }

    /// Returns the age of the newest data. Seconds aren't shown, so that an idle screen isn't redrawn every second.
    private func sourceAge(_ seconds: Int64) -> String {
        seconds < 60 ? "just now" : TimeFormat.age(seconds) + " old"
    }
}
