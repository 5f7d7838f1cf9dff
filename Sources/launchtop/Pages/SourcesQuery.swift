import ArgumentParser
import Setup

/// The arguments that select the sources of an archive, or one source to poll now. An archive stores only the latest
/// status of a source, so the page can't show an earlier time.
struct SourcesQuery: PageQuery {
    static let name = "sources"
    static let abstract = "Status of each source in the archive, or of one source polled now."

    @OptionGroup var reading: ReadingOptions

    @Option(help: ArgumentHelp("Archive, or a source to poll (default: the archive).", valueName: "source")) var from:
        String?

    func selection(_ common: CommonOptions) throws -> PageSelection {
        try .sources(from: reading.source(from, common), common.setup)
    }
}
