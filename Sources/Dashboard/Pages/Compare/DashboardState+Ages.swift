import Growth
import Market

extension DashboardState {
    /// Zooms or pans the age axis of a Compare page, unless the timeline has the focus.
    ///
    /// - Returns: Whether `command` was handled.
    mutating func performOnAges(_ command: Command) -> Bool {
        guard focus != .timeline else { return false }
        switch command {
        case .zoomIn: showAges { $0.zoomed(by: 0.5, around: $1) }
        case .zoomOut: showAges { $0.zoomed(by: 2, around: $1) }
        case .zoomFit: route.ages = nil
        case .panLeft: showAges { window, _ in window.panned(byQuarters: -1) }
        case .panRight: showAges { window, _ in window.panned(byQuarters: 1) }
        default: return false
        }
        return true
    }

    /// Changes the range of ages shown.
    ///
    /// - Parameter change: A function that returns the new window. Its second argument is the age that keeps its
    ///   position: the crosshair, otherwise the last age for which the first launch has data.
    private mutating func showAges(_ change: (AgeWindow, Int64) -> AgeWindow) {
        guard let report = compareReport else { return }
        let curves = compareCurves(of: report, theme: theme)
        let window = curves.window
        let next = change(window, crosshair ?? curves.lastAge ?? window.shown.upperBound)
        if next == window {
            message = "no more to show: \(CompareReport.text(ages: next.shown))"
        } else {
            route.ages = next.shown
        }
        crosshair = crosshair.map(next.shown.clamped)
    }
}

extension CompareReport {
    /// Returns a range of ages as text: "day 2, 6 h to day 3, 6 h".
    static func text(ages: ClosedRange<Int64>) -> String {
        "\(text(age: ages.lowerBound)) to \(text(age: ages.upperBound))"
    }
}
