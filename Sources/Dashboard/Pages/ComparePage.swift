import Canvas
import History
import Market

/// Launches side by side, from their day 0 on.
struct ComparePage {
    let state: DashboardState
    let theme: Theme

    func draw(in body: Region, on frame: inout Frame) {
        let mark = state.commands.label(.mark)
        DashboardState.drawEmpty(
            ["Nothing is compared yet", "\(mark) on a launch marks it; or type  :compare sora chatgpt"],
            in: body,
            theme: theme,
            on: &frame
        )
    }
}

extension DashboardState {
    /// Seconds since day 0 that the page shows.
    var comparedDays: ClosedRange<Int64> { 0...(30 * 86_400) }

    var compareCards: [FigureCard] { [] }
}
