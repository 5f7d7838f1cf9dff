import Growth
import Market

extension DashboardState {
    /// Zooms and pans the axis of ages of a Compare page.
    ///
    /// - Returns: whether `command` was that: while the timeline has the arrows it is what is zoomed.
    mutating func performOnAges(_ command: Command) -> Bool {
        guard route.page == .compare, focus != .timeline else { return false }
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

    /// - Parameter change: of the window, given the age that stays where it is: that which is pointed at, or else the
    ///   last at which anything is known of the first launch.
    private mutating func showAges(_ change: (AgeWindow, Int64) -> AgeWindow) {
        guard let report = compareReport else { return }
        let curves = compareCurves(of: report, theme: theme)
        let window = curves.window
        let next = change(window, crosshair ?? curves.lastAge ?? window.shown.upperBound)
        if next == window {
            message = "that is all there is: \(CompareReport.words(next.shown))"
        } else {
            route.ages = next.shown
        }
        crosshair = crosshair.map(next.shown.clamped)
    }
}

extension CompareReport {
    /// "D+2 h 6 to D+3 h 6".
    static func words(_ ages: ClosedRange<Int64>) -> String {
        "\(words(age: ages.lowerBound)) to \(words(age: ages.upperBound))"
    }
}
