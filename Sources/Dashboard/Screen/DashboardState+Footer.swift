import Canvas
import History
import Market

extension DashboardState {
    func drawTimeline(in region: Region, theme: Theme, on frame: inout Frame) {
        let playhead = route.playhead
        let window = playhead.window
        let showsEnd = window.end >= playhead.bounds.end
        var timeline = Timeline(
            // The window includes its last second.
            axis: TimeAxis(start: window.start.seconds, end: window.end.seconds + 1),
            cursor: instant.seconds,
            markers: markers.map { marker in
                let (symbol, style) = marker.symbol(theme: theme)
                return Timeline.Marker(
                    time: marker.instant.seconds,
                    label: marker.label,
                    symbol: symbol,
                    style: style,
                    weight: marker.weight
                )
            },
            startLabel: label(window.start, withYear: true),
            endLabel: isLive && !route.isOfLibrary && showsEnd ? "now" : label(window.end, withYear: false),
            pastStyle: focus == .timeline ? theme.accent : theme.text,
            futureStyle: theme.faint,
            cursorStyle: theme.accent
        )
        // Show at most about one date per 18 columns, so that the line remains recognizable.
        timeline.ticks = TimeFormat.ticks(from: window.start, to: window.end, width: region.width / 2, in: zone)
            .map { TimeAxis.Tick(time: $0.instant.seconds, label: $0.label) }
        if showsMarkerDensity { timeline.densityStyle = theme.milestone }
        timeline.draw(in: region.inset(left: 1, right: 1), on: &frame)
    }

    /// Returns the label for an end of the timeline: the day, with the clock time in a short window and the year in a
    /// long one.
    private func label(_ instant: Timestamp, withYear: Bool) -> String {
        let isShort = route.playhead.window.duration < 3 * Day.secondsPerDay
        let isLong = route.playhead.window.duration > 300 * Day.secondsPerDay
        let hasClock = isShort && !instant.isDayEnd
        let day = hasClock ? zone.local(instant).day : instant.day
        let text = withYear || isLong ? TimeFormat.long(day) : TimeFormat.short(day)
        return hasClock ? "\(text), \(TimeFormat.clock(instant, in: zone))" : text
    }

    /// Draws the bottom line. It shows the prompt, the keys of a picker or overlay or, on a page, the status message or
    /// key hints.
    func drawBottomLine(in region: Region, theme: Theme, on frame: inout Frame) {
        let line = region.inset(left: 1, right: 1)
        switch mode {
        case .line(let entry): draw(entry, in: line, theme: theme, on: &frame)
        case .picker(let picker):
            let end = picker.text.isEmpty ? "Esc cancel" : "Esc clear"
            let hints = ["↑↓ move", picker.isFinder ? "Enter open" : "Enter select", end]
            frame.write(Phrases.fitting(hints, width: line.width), in: line, style: theme.faint)
        case .overlay(let overlay): draw(overlay, in: line, theme: theme, on: &frame)
        case .page:
            // A longer message is drawn above the line, which then shows the key hints.
            if let message = statusMessage(theme: theme), message.fits(line.width) {
                frame.write(message.text, in: line, style: message.style)
            } else if isPicture {
                let credits = FigureCredits(page(theme: theme).creditedCards)
                frame.write(credits.text(width: line.width), in: line, style: theme.faint)
            } else {
                drawHints(in: line, theme: theme, on: &frame)
            }
        }
    }

    private func draw(_ prompt: Prompt, in line: Region, theme: Theme, on frame: inout Frame) {
        let (label, hints) =
            switch prompt.purpose {
            case .filter:
                (
                    "/",
                    Filter(prompt.text).problem.map { [$0] }
                        ?? (["Enter apply", "Esc cancel"] + route.page.type.filterExamples)
                )
            case .time:
                (
                    "go to: ",
                    (prompt.isInvalid ? ["\(Symbol.failed) invalid time, use:"] : [])
                        + ["14:00", "yesterday 14:00", "Oct 3", "2025-10-03", "3h", "-2d", "day 3", "50%", "now"]
                )
            case .save: ("save as: ", [".png .svg .ansi .txt"])
            case .command: (":", ["Tab complete", "↑ history"])
            }
        FieldLine(field: prompt.field, label: label, hints: hints).draw(in: line, theme: theme, on: &frame)
    }

    private func draw(_ overlay: Overlay, in line: Region, theme: Theme, on frame: inout Frame) {
        let hints =
            switch overlay.kind {
            case .help, .changes, .alerts: ["↑↓ scroll", "any other key: close"]
            case .info, .bass: ["↑↓ other figures", "y copy", "any other key: close"]
            }
        let message = statusMessage(theme: theme).flatMap { $0.fits(line.width) ? $0 : nil }
        frame.write(
            message?.text ?? Phrases.fitting(hints, width: line.width),
            in: line,
            style: message?.style ?? theme.faint
        )
    }

    /// Draws as many of the page's key hints as fit. The hints for the palette, help and quit are always shown.
    private func drawHints(in line: Region, theme: Theme, on frame: inout Frame) {
        let hints = commands.hints(on: route.page).filter(hasEffect)
        let fixed = hints.filter { $0.group == .other }
        let width = fixed.map { pieces(of: $0, theme: theme).width + 2 }.reduce(0, +)
        draw(fixed, in: line.splitLeft(line.width - width + 2).rest, theme: theme, on: &frame)
        draw(hints.filter { $0.group != .other }, in: line.inset(right: width), theme: theme, on: &frame)
    }

    /// Draws clickable keys and their labels from the left, as many as fit.
    private func draw(_ rows: [CommandTable.Row], in line: Region, theme: Theme, on frame: inout Frame) {
        var rest = line
        for row in rows {
            let pieces = pieces(of: row, theme: theme)
            guard let key = row.keys.first, pieces.width <= rest.width else { return }
            frame.write(pieces, in: rest)
            let (area, next) = rest.splitLeft(pieces.width, gap: 2)
            frame.clickTargets.append(ClickTarget(area, .key(key)))
            rest = next
        }
    }

    /// Returns whether a command has an effect in the current state.
    private func hasEffect(_ row: CommandTable.Row) -> Bool {
        switch row.command {
        case .back: stack.count > 1 || !route.filter.isEmpty || route.zoomedPanel != nil
        case .open: route.page.type.opensRows
        case .nextApp, .previousApp: data.watchlist.count > 1
        default: true
        }
    }

    private func pieces(of row: CommandTable.Row, theme: Theme) -> [StyledText] {
        guard let key = row.keys.first, let hint = row.hint else { return [] }
        let label = row.command == .play && (isPlaying || isAtLiveEdge) ? "pause" : hint
        return [StyledText(key.label, theme.accent), StyledText(" \(label)", theme.faint)]
    }
}
