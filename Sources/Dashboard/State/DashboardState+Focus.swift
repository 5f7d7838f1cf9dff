import Canvas
import Market

extension DashboardState {
    /// Whether a chart is in sight in which one can point.
    private var hasChart: Bool {
        switch route.page {
        case .app, .compare: true
        case .charts: size.columns >= 120
        case .countries, .launches, .milestones, .sources: false
        }
    }

    /// The list, then the chart where there is one, then the timeline.
    mutating func moveFocus() {
        switch focus {
        case .list: focus = hasChart ? .chart : .timeline
        case .chart: focus = .timeline
        case .timeline: focus = .list
        }
        crosshair = focus == .chart ? pointable.clamped(crosshair ?? pointable.upperBound) : nil
        switch focus {
        case .list: message = "arrows move again"
        case .chart: message = "arrows point into the chart; Enter goes to that time"
        case .timeline: message = "arrows move in time"
        }
    }

    mutating func leaveFocus() {
        focus = .list
        crosshair = nil
    }

    /// Keys that mean something else while the chart or the timeline has them.
    ///
    /// - Returns: whether the key was taken.
    mutating func applyToFocus(_ key: Key) -> Bool {
        switch (key, focus) {
        case (.escape, _): leaveFocus()
        case (.left, .timeline): seek(columns: -1)
        case (.right, .timeline): seek(columns: 1)
        case (.left, .chart): point(by: -1)
        case (.right, .chart): point(by: 1)
        case (.enter, .chart):
            guard let crosshair, route.page != .compare else { return true }
            leaveFocus()
            route.playhead.pause()
            route.playhead.move(to: Timestamp(seconds: crosshair))
        default: return false
        }
        return true
    }

    /// What can be pointed at.
    private var pointable: ClosedRange<Int64> {
        if route.page == .compare { return comparedAges }
        let window = chartWindow
        return window.start.seconds...max(window.start.seconds, min(window.end, instant).seconds)
    }

    private mutating func point(by columns: Int64) {
        let range = pointable
        let step = max(1, (range.upperBound - range.lowerBound) / Int64(max(1, size.columns - 30)))
        crosshair = range.clamped((crosshair ?? range.upperBound) + columns * step)
    }
}

extension ClosedRange<Int64> {
    func clamped(_ value: Int64) -> Int64 { Swift.min(upperBound, Swift.max(lowerBound, value)) }
}
