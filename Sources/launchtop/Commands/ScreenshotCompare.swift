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
        abstract: "Launches side by side, aligned at day 0."
    )

    @OptionGroup var options: ScreenshotOptions
    @OptionGroup var query: CompareQuery
    @Option(help: "View: total, daily or rank (default: total, or rank if there are no totals).") var view: View?
    @Flag(help: "Show the median and quartiles of the library.") var band = false

    func run() throws {
        let (compared, data, library) = try query.find(options.common)
        let end = query.end(data: data, library: library)
        func page(at instant: Timestamp) -> DashboardState {
            .stillComparison(
                compared,
                data: data,
                library: library,
                at: instant,
                view: view?.view,
                origin: query.origin,
                showsBand: band
            )
        }
        let instant = try options.instant(on: page(at: end))
        try query.checkOrigin(of: compared, data: data, library: library, at: instant)
        let state = page(at: instant)
        try options.write(state, title: query.ids.joined(separator: " and "))
    }
}
