import Canvas
import History
import Market

/// Totals in large digits, and when the next milestone comes.
struct MilestonesPage {
    let state: DashboardState
    let theme: Theme

    func draw(in body: Region, on frame: inout Frame) {
        let watch = state.commands.label(.watch)
        DashboardState.drawEmpty(
            ["No app is watched yet", "\(watch) on an app watches it"],
            in: body,
            theme: theme,
            on: &frame
        )
    }
}
