import ArgumentParser
import Dashboard
import Market

struct ScreenshotCompare: ParsableCommand {
    enum View: String, ExpressibleByArgument, CaseIterable {
        case total, daily, rank

        var view: PageView {
            switch self {
            case .total: .total
            case .daily: .daily
            case .rank: .rank
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Launches side by side from their day 0 on."
    )

    @OptionGroup var options: ScreenshotOptions
    @OptionGroup var query: CompareQuery
    @Option(help: "Totals, days or ranks.") var view = View.total

    func run() throws {
        let (compared, data, library) = try query.find(options.common)
        let end = query.end(data: data, library: library)
        func page(at instant: Timestamp) -> DashboardState {
            .stillComparison(compared, data: data, library: library, at: instant, view: view.view)
        }
        let state = page(at: try options.instant(on: page(at: end)))
        try options.write(state, title: query.ids.joined(separator: " and "))
    }
}
