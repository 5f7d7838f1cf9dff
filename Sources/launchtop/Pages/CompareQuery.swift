import ArgumentParser
import Collector
import Dashboard
import Setup

/// The arguments that select the launches and apps to compare, and the data source to find them in.
struct CompareQuery: PageQuery {
    static let name = "compare"
    static let abstract = "Launches side by side, aligned at day 0."
    static let discussion = """
        In JSON and CSV, day 0 is the first day. A value is the total from day 0 through that day, in the scope of \
        that launch (its own store and storefronts). If only bounds are known, the value is null and the bounds are in \
        ranges. Don't divide totals with different scopes; use "common" (totals in a shared scope) or "ratios" \
        (relative to the first launch). With --align, totals start at the given origin, and are null if they can't be \
        computed from there.
        """

    static let idsHelp: ArgumentHelp =
        "Two to seven launch ids, app ids or parts of names. The first one is the baseline."

    @Argument(help: Self.idsHelp, completion: Completion.launches) var ids: [String]
    @Option(
        help: ArgumentHelp(
            "Source of data about apps without a documented launch (default: the archive, or the library).",
            valueName: "source"
        )
    )
    var from: String?
    @Option(
        help: ArgumentHelp(
            "Align at day0, first-rank, a rank such as #1, or text from an event (default: day0).",
            valueName: "origin"
        )
    )
    var align: String?
    @Option(help: "View to show (default: total, or rank if there are no totals).") var view: View?
    @Flag(help: "Show the median and quartiles of the library.") var band = false
    @OptionGroup var reading: ReadingOptions

    func validate() throws {
        try Launchtop.checkingUsage { () throws(UsageError) in try CompareSelection.check(ids) }
        if let align, CompareAlignment(align) == nil {
            throw ArgumentParser.ValidationError(
                "--align: invalid value \"\(align)\"; use day0, first-rank, #1 or text from an event"
            )
        }
    }

    enum View: String, ExpressibleByArgument, CaseIterable {
        case total, daily, rank
    }

    func selection(_ common: CommonOptions) throws -> PageSelection {
        try CompareSelection(ids, from: reading.source(from, common)).page(
            common.setup,
            view: view.flatMap { PageView(rawValue: $0.rawValue) },
            origin: align.flatMap { CompareAlignment($0) } ?? .day0,
            showsBand: band
        )
    }
}
