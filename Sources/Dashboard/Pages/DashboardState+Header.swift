import Canvas
import History
import Market

extension DashboardState {
    /// Two rows: which program, which instant, how the feeds are; and under it the way here.
    func drawHeader(in region: Region, theme: Theme, on frame: inout Frame) {
        let line = region.row(0).inset(left: 1, right: 1)
        let sources = sourcePieces(theme: theme)
        let sourceWidth = sources.width
        let used = frame.write(
            [StyledText("launchtop  ", theme.accent)] + clockPieces(theme: theme),
            in: line.inset(right: sourceWidth + 1)
        )
        frame.write(sources, in: line, align: .right)
        let middle = line.splitLeft(used + 3).rest.inset(right: sourceWidth + 2)
        let title = subjectTitles.first { displayWidth($0) <= middle.width } ?? subjectTitles.last ?? ""
        frame.write(title, in: middle, style: theme.text)
        frame.rule(in: region.row(1), style: theme.faint)
        let way = region.row(1).inset(left: 1, right: 1)
        frame.write(" \(breadcrumb(width: way.width - 2)) ", in: way, style: theme.faint)
    }

    private func clockPieces(theme: Theme) -> [StyledText] {
        let playhead = route.playhead
        if isAtLiveEdge {
            let isStale = !data.sources.isEmpty && data.sources.allSatisfy { $0.isStale(at: now) }
            let mark = isStale ? StyledText("○ LIVE ", theme.stale) : StyledText("● LIVE ", theme.live)
            return [mark, StyledText("\(TimeFormat.clockAndZone(now, in: zone))", theme.heading)]
        }
        let when = StyledText(
            "\(TimeFormat.long(zone.local(instant).day)) \(TimeFormat.clockAndZone(instant, in: zone))\(launchDay)",
            theme.heading
        )
        if playhead.isPlaying {
            let quiet = playhead.quiet == nil ? "" : "quiet, passes quickly "
            return [StyledText("▸ ×\(playhead.speed) ", theme.live), StyledText(quiet, theme.faint), when]
        }
        return [StyledText(playhead.isAtStop ? "‖ END " : "‖ ", theme.stale), when]
    }

    /// " · day 3" in the replay of a launch.
    private var launchDay: String {
        guard let launch = route.launch.flatMap({ ledger.launch(id: $0) }) else { return "" }
        return " · day \(instant.day.number - launch.day0.number)"
    }

    /// What the page is about, the fullest wording first.
    private var subjectTitles: [String] {
        switch route.page {
        case .charts: route.chart.map { [$0.title, $0.shortTitle] } ?? []
        case .app:
            route.launch.flatMap { ledger.launch(id: $0) }.map {
                ["replay of the launch of \($0.name)", "replay of \($0.name)", $0.name]
            } ?? []
        case .countries:
            route.chart.map { ["\($0.kind.name) · \($0.genreTitle) in all countries", $0.kind.name] } ?? []
        case .launches: ["\(ledger.launches.count) documented \(ledger.launches.count == 1 ? "launch" : "launches")"]
        case .compare: ["\(route.compared.count) side by side"]
        case .milestones: ["milestones"]
        case .sources: [sourceReport.title]
        }
    }

    /// The way here; of one that is too long the last steps.
    private func breadcrumb(width: Int) -> String {
        var steps = stack.map { step in
            switch step.page {
            case .charts: step.chart.map { "\($0.storefront.label) \($0.kind.name)" } ?? "charts"
            case .app:
                step.app.map { (step.isOfLibrary ? library : data).name(of: $0, asOf: step.playhead.instant) } ?? "app"
            case .countries:
                step.app.map {
                    "\((step.isOfLibrary ? library : data).name(of: $0, asOf: step.playhead.instant)) by country"
                }
                    ?? "countries"
            case .launches, .compare, .milestones, .sources: step.page.name
            }
        }
        while steps.count > 1, displayWidth(steps.joined(separator: " › ")) > width {
            steps.removeFirst()
            steps[0] = "… › " + steps[0]
        }
        return steps.joined(separator: " › ")
    }

    /// "feed 4 min old · 12 ✓ 1 ✗"; the worst news first where something is wrong.
    private func sourcePieces(theme: Theme) -> [StyledText] {
        guard isLive, !data.sources.isEmpty else { return [] }
        let stale = data.sources.filter { $0.isStale(at: now) }
        let newest = data.sources.compactMap(\.newestData).max()
        let age = newest.map { "feed \(sourceAge(now - $0))" } ?? "no feed yet"
        let good = data.sources.count - stale.count
        var pieces = [
            StyledText(age, stale.isEmpty ? theme.text : theme.stale), StyledText("  \(good) ✓", theme.faint),
        ]
        if !stale.isEmpty { pieces.append(StyledText(" \(stale.count) ✗ stale", theme.stale)) }
        let unreadable = data.sources.reduce(0) { $0 + $1.unreadable }
        if unreadable > 0 { pieces.append(StyledText(" \(NumberFormat.count(unreadable, "file")) ✗", theme.stale)) }
        return pieces
    }

    /// How old the newest data are. Seconds count only where polls come within a minute; elsewhere the minute does, so that an idle screen rests.
    private func sourceAge(_ seconds: Int64) -> String {
        if seconds < 60, !showsSeconds { return "just now" }
        return TimeFormat.age(seconds) + " old"
    }

    /// Whether something on the screen changes every second of the clock.
    public var showsSeconds: Bool {
        isLive && data.sources.contains { ($0.interval ?? .max) < 60 }
    }
}
