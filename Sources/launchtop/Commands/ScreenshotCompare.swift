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
    @Option(help: "Totals, days or ranks; without it totals, and ranks where nobody has any.") var view: View?
    @Flag(help: "With median and quartiles of the library.") var band = false

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
