import ArgumentParser
import Setup

/// The arguments that select the My launch page and its data source.
struct MyLaunchQuery: PageQuery {
    static let name = "my-launch"
    static let abstract = "Ranks, downloads, milestones and alerts of the apps on the watchlist."

    @Option(help: ArgumentHelp(ReadingOptions.fromHelp, valueName: "source"))
    var from: String?
    @OptionGroup var reading: ReadingOptions

    func selection(_ common: CommonOptions) throws -> PageSelection {
        try .myLaunch(from: reading.source(from, common), common.setup)
    }
}
