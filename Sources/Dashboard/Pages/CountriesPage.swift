import Canvas
import History
import Market

/// One app in every storefront, or who leads each.
struct CountriesPage {
    let state: DashboardState
    let theme: Theme

    func draw(in body: Region, on frame: inout Frame) {
        DashboardState.drawEmpty(["No country yet"], in: body, theme: theme, on: &frame)
    }
}
