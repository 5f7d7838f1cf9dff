import Canvas
import Market

extension DashboardState {
    /// Whether the page shows a chart with a crosshair.
    private var hasChart: Bool {
        switch route.page {
        case .app, .compare: true
        case .charts: size.columns >= 120
        case .countries, .launches, .milestones, .sources: false
        }
    }

    /// Moves the focus from the list to the chart, if any, then to the timeline.
    mutating func moveFocus() {
        switch focus {
        case .list: focus = hasChart ? .chart : .timeline
        case .chart: focus = .timeline
        case .timeline: focus = .list
        }
        crosshair = focus == .chart ? crosshairRange.clamped(crosshair ?? crosshairRange.upperBound) : nil
        switch focus {
        case .list: message = "arrow keys: list"
        case .chart: message = "arrow keys move the crosshair; Enter goes to that time"
        case .timeline: message = "arrow keys: timeline"
        }
    }

    mutating func leaveFocus() {
        focus = .list
        crosshair = nil
    }

    /// Handles the keys of the focused chart or timeline.
    ///
    /// - Returns: Whether the key was handled.
    mutating func applyToFocus(_ key: Key) -> Bool {
        switch (key, focus) {
        case (.escape, _): leaveFocus()
        case (.left, .timeline): seek(columns: -1)
        case (.right, .timeline): seek(columns: 1)
        case (.left, .chart): moveCrosshair(by: -1)
        case (.right, .chart): moveCrosshair(by: 1)
        case (.enter, .chart):
            guard let crosshair, route.page != .compare else { return true }
            leaveFocus()
            route.playhead.pause()
            route.playhead.move(to: Timestamp(seconds: crosshair))
        default: return false
        }
        return true
    }

    /// The range of the crosshair, in the unit of the chart's axis.
    private var crosshairRange: ClosedRange<Int64> {
        if route.page == .compare { return comparedAges }
        let window = chartWindow
        return window.start.seconds...max(window.start.seconds, min(window.end, instant).seconds)
    }

    private mutating func moveCrosshair(by columns: Int64) {
        let range = crosshairRange
        let step = max(1, (range.upperBound - range.lowerBound) / Int64(max(1, size.columns - 30)))
        crosshair = range.clamped((crosshair ?? range.upperBound) + columns * step)
    }
}

extension ClosedRange<Int64> {
    func clamped(_ value: Int64) -> Int64 { Swift.min(upperBound, Swift.max(lowerBound, value)) }
}
