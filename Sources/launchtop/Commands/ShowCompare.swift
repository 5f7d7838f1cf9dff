import ArgumentParser
import Collector
import Dashboard
import Market

struct ShowCompare: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Launches side by side, aligned at day 0.",
        discussion: """
            In JSON and CSV, day 0 is the first day. A value is the total from then to the end of the day, in the scope of \
            that launch (its own store and storefronts). If only bounds are known, the value is null and the bounds are in \
            ranges. Don't divide totals with different scopes; use "common" (totals in a shared scope) or "ratios" \
            (relative to the first launch). With --align, totals start at the given origin, and are null if they can't be \
            computed from there.
            """
    )

    @OptionGroup var options: ShowOptions
    @OptionGroup var query: CompareQuery

    func run() throws {
        let (compared, data, library) = try query.find(options.common)
        let end = query.end(data: data, library: library)
        let page = DashboardState.stillComparison(compared, data: data, library: library, at: end)
        let instant = try options.instant(on: page) ?? end
        try query.checkOrigin(of: compared, data: data, library: library, at: instant)
        guard
            let text = PageExport.compare(
                compared,
                data: data,
                library: library,
                asOf: instant,
                alignedAt: query.origin,
                as: options.format
            )
        else {
            throw Failure("no data for \(query.ids.joined(separator: ", ")) as of \(TimeFormat.instant(instant))")
        }
        try Console.printLine(text)
    }
}
