import Canvas
import History
import Market

extension DashboardState {
    func drawTimeline(in region: Region, theme: Theme, on frame: inout Frame) {
        let playhead = route.playhead
        let window = playhead.window
        let showsEnd = window.end >= playhead.bounds.end
        Timeline(
            // The last instant is part of the window.
            axis: TimeAxis(start: window.start.seconds, end: window.end.seconds + 1),
            cursor: instant.seconds,
            markers: markers.map { marker in
                let (symbol, style) = marker.symbol(theme: theme)
                return Timeline.Marker(
                    time: marker.instant.seconds,
                    label: marker.label,
                    symbol: symbol,
                    style: style
                )
            },
            startLabel: label(window.start, withYear: true),
            endLabel: isLive && !route.isOfLibrary && showsEnd ? "now" : label(window.end, withYear: false),
            pastStyle: focus == .timeline ? theme.accent : theme.text,
            futureStyle: theme.faint,
            cursorStyle: theme.accent
        )
        .draw(in: region.inset(left: 1, right: 1), on: &frame)
    }

    /// The day, with the hour where little time is shown, and the year where one could wonder.
    private func label(_ instant: Timestamp, withYear: Bool) -> String {
        let isShort = route.playhead.window.duration < 3 * Day.secondsPerDay
        let isLong = route.playhead.window.duration > 300 * Day.secondsPerDay
        let day = withYear || isLong ? TimeFormat.long(instant.day) : TimeFormat.short(instant.day)
        return isShort && !instant.isDayEnd ? "\(day) \(TimeFormat.clock(instant, in: zone))" : day
    }

    /// What is being typed, else what there is to say, else which keys work here.
    func drawBottomLine(in region: Region, theme: Theme, on frame: inout Frame) {
        let line = region.inset(left: 1, right: 1)
        switch mode {
        case .line(let entry): draw(entry, in: line, theme: theme, on: &frame)
        case .picker: frame.write("↑↓ choose  Enter takes it  Esc back", in: line, style: theme.faint)
        case .overlay(let overlay): draw(overlay, in: line, theme: theme, on: &frame)
        case .page:
            // What is too long for the line stands above it, and leaves it to the keys.
            if let said = announcement(theme: theme), said.fits(line.width) {
                frame.write(said.text, in: line, style: said.style)
            } else {
                drawHints(in: line, theme: theme, on: &frame)
            }
        }
    }

    private func draw(_ entry: Prompt, in line: Region, theme: Theme, on frame: inout Frame) {
        let (prompt, hint) =
            switch entry.purpose {
            case .filter: ("/", Filter(entry.text).fault ?? "Enter keep  Esc undo")
            case .time: ("go to: ", "14:00  2025-10-03  3h  -2d  day 3  50%")
            case .save: ("save as: ", ".svg .ansi .txt")
            case .command: (":", "Tab completes  ↑ earlier lines")
            }
        draw(entry.field, prompt: prompt, hint: hint, in: line, theme: theme, on: &frame)
    }

    private func draw(_ overlay: Overlay, in line: Region, theme: Theme, on frame: inout Frame) {
        let words =
            switch overlay.kind {
            case .help, .changes, .alerts: "↑↓ scroll  any other key closes"
            case .sources, .bass: "↑↓ the other figures  y copies this one  any other key closes"
            }
        let said = announcement(theme: theme).flatMap { $0.fits(line.width) ? $0 : nil }
        frame.write(said?.text ?? words, in: line, style: said?.style ?? theme.faint)
    }

    private func draw(
        _ field: TextField,
        prompt: String,
        hint: String,
        in line: Region,
        theme: Theme,
        on frame: inout Frame
    ) {
        // Of a line that is too long the part before the cursor is shown.
        var shown = field.characters[...]
        var hidden = 0
        while displayWidth(prompt) + displayWidth(String(shown[..<field.position])) >= line.width, !shown.isEmpty {
            shown.removeFirst()
            hidden += 1
        }
        let used = frame.write([StyledText(prompt, theme.accent), StyledText(String(shown), theme.text)], in: line)
        let before = displayWidth(prompt) + displayWidth(String(field.characters[hidden..<field.position]))
        frame.cursor = Point(x: min(line.x + before, line.x + line.width - 1), y: line.y)
        frame.write(hint, in: line.splitLeft(used + 2).rest, style: theme.faint, align: .right)
    }

    /// The keys of this page as far as they fit; help and quit always.
    private func drawHints(in line: Region, theme: Theme, on frame: inout Frame) {
        let hints = commands.hints(on: route.page).filter(isOfUse)
        let always = hints.filter { $0.group == .other }
        let width = always.map { pieces(of: $0, theme: theme).width + 2 }.reduce(0, +)
        draw(always, in: line.splitLeft(line.width - width + 2).rest, theme: theme, on: &frame)
        draw(hints.filter { $0.group != .other }, in: line.inset(right: width), theme: theme, on: &frame)
    }

    /// Keys and their words from the left, each a place to click, as long as there is room.
    private func draw(_ rows: [CommandTable.Row], in line: Region, theme: Theme, on frame: inout Frame) {
        var rest = line
        for row in rows {
            let pieces = pieces(of: row, theme: theme)
            guard let key = row.keys.first, pieces.width <= rest.width else { return }
            frame.write(pieces, in: rest)
            let (route, next) = rest.splitLeft(pieces.width, gap: 2)
            frame.clickTargets.append(ClickTarget(route, .key(key)))
            rest = next
        }
    }

    /// Whether a command does anything where one stands.
    private func isOfUse(_ row: CommandTable.Row) -> Bool {
        switch row.command {
        case .back: stack.count > 1 || !route.filter.isEmpty
        case .open: route.page != .sources
        default: true
        }
    }

    private func pieces(of row: CommandTable.Row, theme: Theme) -> [StyledText] {
        guard let key = row.keys.first, let hint = row.hint else { return [] }
        let word = row.command == .play && (isPlaying || isAtLiveEdge) ? "pause" : hint
        return [StyledText(key.label, theme.accent), StyledText(" \(word)", theme.faint)]
    }
}
