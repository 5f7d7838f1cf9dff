import ArgumentParser
import Collector
import Dashboard
import History
import Market
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
        try Self.check(ids)
        if let align, CompareAlignment(align) == nil {
            throw ArgumentParser.ValidationError(
                "--align: invalid value \"\(align)\"; use day0, first-rank, #1 or text from an event"
            )
        }
    }

    /// Throws an error if there are too few or too many launches, or duplicates.
    static func check(_ ids: [String]) throws {
        guard (2...CompareItem.limit).contains(ids.count) else {
            throw ArgumentParser.ValidationError("compare takes 2 to \(CompareItem.limit) launches, not \(ids.count)")
        }
        var names: Set<String> = []
        let duplicate = ids.first { !names.insert($0.lowercased()).inserted }
        if let duplicate {
            throw ArgumentParser.ValidationError("duplicate launch \"\(duplicate)\"; compare it with a different one")
        }
    }

    enum View: String, ExpressibleByArgument, CaseIterable {
        case total, daily, rank
    }

    func selection(_ common: CommonOptions) throws -> PageSelection {
        let (compared, data, library) = try find(common)
        let end = data.span?.end ?? library.span?.end ?? SystemClock.now()
        let state = { instant in
            DashboardState.showingComparison(
                compared,
                data: data,
                library: library,
                at: instant,
                view: view.flatMap { PageView(rawValue: $0.rawValue) },
                origin: origin,
                showsBand: band
            )
        }
        return PageSelection(title: ids.joined(separator: " and "), end: end, state: state) { instant in
            // None of the launches can be aligned this way, or several events match.
            if let problem = state(instant).misalignment { throw Failure(problem) }
        }
    }

    /// Finds the launches and apps to compare.
    ///
    /// - Throws: An error with suggestions if one of them is neither in the library nor in the source.
    private func find(_ common: CommonOptions) throws(Failure) -> (
        compared: [CompareItem], data: LedgerSnapshot, library: LedgerSnapshot
    ) {
        let library = try common.setup.reportedLibrary()
        var data = LedgerSnapshot()
        if from != nil || !Self.areLaunches(ids, in: library) {
            data = try common.setup.ledger(from: from, decoder: reading.decoder(common)).snapshot
        }
        return (try CompareItem.items(ids, in: data, library: library), data, library)
    }

    /// Returns whether every id is the id of a launch in the library.
    static func areLaunches(_ ids: [String], in library: LedgerSnapshot) -> Bool {
        ids.allSatisfy { library.launch(id: $0.lowercased()) != nil }
    }

    private var origin: CompareAlignment { align.flatMap { CompareAlignment($0) } ?? .day0 }
}
