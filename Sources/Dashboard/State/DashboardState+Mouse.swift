import Canvas
import Market

extension DashboardState {
    /// The number of rows that one wheel step scrolls.
    private static let wheelRows = 3

    /// Applies a click or wheel event. A click selects a row, or opens it if it's already selected; triggers a key
    /// shown in the bottom line; or moves the cursor on the timeline.
    mutating func apply(_ mouse: Mouse) -> [Effect] {
        guard usesMouse else { return [] }
        switch mouse.action {
        case .release: return []
        case .wheelUp: return turnWheel(.up)
        case .wheelDown: return turnWheel(.down)
        case .press, .drag: break
        }
        // The target is looked up in the drawn frame, so that the layout isn't computed twice.
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
            guard picker.shown.indices.contains(row) else { return [] }
            let wasSelected = picker.selection == row
            picker.select(row)
            mode = .picker(picker)
            return wasSelected ? apply(Key.enter) : []
        }
        if case .line(let line) = mode, case .filter = line.purpose { mode = .page }
        guard case .page = mode else { return [] }
        let selected = page().selection
        if row == selected { return apply(Key.enter) }
        message = nil
        select(by: row - selected)
        return []
    }

    private mutating func seek(to share: Double) {
        let window = route.playhead.window
        let seconds = Int64((Double(window.duration) * min(1, max(0, share))).rounded())
        route.playhead.pause()
        route.playhead.move(to: window.start + seconds)
        if isLive, !route.isOfLibrary, route.playhead.isAtEnd { route.playhead.moveToEnd() }
    }
}
