import ArgumentParser
import Setup

/// The arguments that select the Milestones page and its data source.
struct MilestonesQuery: PageQuery {
    static let name = "milestones"
    static let abstract = "Download totals, milestones reached, and expected dates of the next milestones."

    @Argument(
        help: "App id, launch id, or part of the name (default: the watchlist and all apps with counts).",
        completion: Completion.launches
    )
    var app: String?
    @Option(
        help: ArgumentHelp(
            "Source of counts and ranks: archive, file, folder, URL, or - for standard input (default: the archive, or the library).",
            valueName: "source"
        )
    )
    var from: String?
    @OptionGroup var reading: ReadingOptions

    func selection(_ common: CommonOptions) throws -> PageSelection {
        try MilestonesSelection(app, from: reading.source(from, common)).page(common.setup)
    }
}
