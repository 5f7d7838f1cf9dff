import Canvas
import History
import Market

extension DashboardState {
    mutating func showBass() {
        guard !bassCards.isEmpty else {
            message = "no daily downloads to fit"
            return
        }
        mode = .overlay(Overlay(kind: .bass))
    }

    /// The cards of Bass diffusion models fitted to the downloads of an App page. They're expensive and computed only
    /// on request.
    var bassCards: [FigureCard] {
        route.app.flatMap { report(of: $0, launch: route.launch) }.map { BassReport(of: $0).cards } ?? []
    }

    mutating func showInfo() {
        guard !page().cards.isEmpty else {
            message = "no figures on this page"
            return
        }
        mode = .overlay(Overlay(kind: .info))
    }
}
