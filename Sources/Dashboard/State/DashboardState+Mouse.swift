import Canvas
import Market

extension DashboardState {
    /// Rows that one notch of the wheel moves.
    private static let wheelRows = 3

    /// A click means what lies under it: a row is selected, and opened where it was selected already; a key in the
    /// bottom line is pressed; on the timeline one goes to that time.
    mutating func apply(_ mouse: Mouse) -> [Effect] {
        guard usesMouse else { return [] }
        switch mouse.action {
        case .release: return []
        case .wheelUp: return turnWheel(.up)
        case .wheelDown: return turnWheel(.down)
        case .press, .drag: break
        }
        // What lies there is asked of the picture itself, so that nothing has to be kept in step with it.
        guard let clickTarget = frame(theme: .mono).clickTarget(at: mouse.point) else { return [] }
        switch clickTarget.kind {
        case .strip:
            seek(to: Double(mouse.point.x - clickTarget.region.x) / Double(max(1, clickTarget.region.width - 1)))
        case .key(let key) where mouse.action == .press: return apply(key)
        case .row(let row) where mouse.action == .press: return click(row: row)
        case .key, .row: break
        }
        return []
    }

    private mutating func turnWheel(_ key: Key) -> [Effect] {
        (0..<Self.wheelRows).flatMap { _ in apply(key) }
    }

    private mutating func click(row: Int) -> [Effect] {
        if case .picker(var picker) = mode {
            guard picker.choices.indices.contains(row) else { return [] }
            let isChosen = picker.selection == row
            picker.selection = row
            mode = .picker(picker)
            return isChosen ? apply(Key.enter) : []
        }
        if case .line(let line) = mode, case .filter = line.purpose { mode = .page }
        guard case .page = mode else { return [] }
        let selected = selectedRow
        if row == selected { return apply(Key.enter) }
        message = nil
        select(by: row - selected)
        return []
    }

    private var selectedRow: Int {
        switch route.page {
        case .charts: chartReport.map(selection) ?? 0
        case .countries: countriesReport.map(selection) ?? 0
        case .milestones: selection(in: milestonesReport)
        default: route.selection
        }
    }

    private mutating func seek(to share: Double) {
        let window = route.playhead.window
        let seconds = Int64((Double(window.duration) * min(1, max(0, share))).rounded())
        route.playhead.pause()
        route.playhead.move(to: window.start + seconds)
        if isLive, !route.isOfLibrary, route.playhead.isAtEnd { route.playhead.moveToEnd() }
    }
}
