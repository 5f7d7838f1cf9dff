import ArgumentParser
import Dashboard
import Market

struct ShowCompare: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Launches side by side from their day 0 on.",
        discussion: """
            In JSON and CSV day 0 is the first day, and a value is the total since then at the end of the day, in what \
            that launch counts (its own store and storefronts). Where only bounds are known the value is null and the \
            bounds stand in ranges. Totals of different scopes are not to be divided: common has those of like scope, \
            and ratios their shares of the first launch's. With --align all of this is reckoned from there: what cannot be \
            known of totals since then is null.
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
            throw Failure("nothing was known of \(query.ids.joined(separator: ", ")) at \(TimeFormat.instant(instant))")
        }
        try Console.line(text)
    }
}
