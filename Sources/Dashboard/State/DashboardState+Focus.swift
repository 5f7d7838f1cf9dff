import Canvas
import Market

extension DashboardState {
    /// Moves the focus from the list to the chart, then to the timeline, and back to the list, skipping the parts that
    /// the page doesn't have.
    mutating func moveFocus() {
        let page = page()
        let afterChart = route.page.type.hasTime ? Focus.timeline : .list
        switch focus {
        case .list: focus = page.hasCrosshair ? .chart : afterChart
        case .chart: focus = afterChart
        case .timeline: focus = .list
        }
        let range = page.crosshairRange
        crosshair = focus == .chart ? range.clamped(crosshair ?? range.upperBound) : nil
        switch focus {
        case .list: message = "arrow keys control the list"
        case .chart: message = "arrow keys move the crosshair; Enter goes to that time"
        case .timeline: message = "arrow keys control the timeline"
        }
    }

    mutating func leaveFocus() {
        focus = .list
        crosshair = nil
    }

    /// Applies a key to the focused chart or timeline.
    ///
    /// - Returns: Whether the key has a function there.
    mutating func applyToFocus(_ key: Key) -> Bool {
        switch (key, focus) {
        case (.escape, _): leaveFocus()
        case (.left, .timeline): seek(columns: -1)
        case (.right, .timeline): seek(columns: 1)
        case (.left, .chart): moveCrosshair(by: -1)
        case (.right, .chart): moveCrosshair(by: 1)
        case (.enter, .chart):
            guard let crosshair, page().crosshairIsTime else { return true }
            leaveFocus()
            route.playhead.pause()
            route.playhead.move(to: Timestamp(seconds: crosshair))
        default: return false
        }
        return true
    }

    private mutating func moveCrosshair(by columns: Int64) {
        let range = page().crosshairRange
        let step = max(1, (range.upperBound - range.lowerBound) / Int64(max(1, size.columns - 30)))
        crosshair = range.clamped((crosshair ?? range.upperBound) + columns * step)
    }
}

extension ClosedRange<Int64> {
    func clamped(_ value: Int64) -> Int64 { Swift.min(upperBound, Swift.max(lowerBound, value)) }
}
