import ArgumentParser
import Collector
import Formats
import Input
import Market
import Setup

/// Options for decoding documents: mapping, store and format.
struct ReadingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Mapping for custom JSON or CSV: a mapping file, or the name of a bundled mapping.",
            valueName: "file"
        ),
        completion: Completion.mappings
    )
    var mapping: String?

    @Option(
        help: ArgumentHelp(
            "Store to assume when the input doesn't name one: appstore or googleplay.",
            valueName: "store"
        )
    )
    var store: StoreArgument?

    @Option(help: ArgumentHelp("Input format (default: detected).", valueName: "format"))
    var format: FormatArgument?

    /// The help text of `--from`.
    static let fromHelp =
        "Archive, file, folder or URL to read, or - for standard input (default: the archive, or the library)."

    /// Returns the source named with `--from`, with a decoder configured with these options.
    func source(_ name: String?, _ common: CommonOptions) throws(Failure) -> DataSource {
        DataSource(name, decoder: try decoder(common))
    }

    /// Returns a decoder configured with these options.
    ///
    /// - Throws: An error if the mapping is missing or invalid.
    func decoder(_ common: CommonOptions) throws(Failure) -> SnapshotDecoder {
        var decoder = SnapshotDecoder(
            defaults: ChartDefaults(store: store?.store),
            mapping: try mapping.map { name throws(Failure) in
                do throws(InputError) {
                    return try common.setup.mappings.mapping(named: name)
                } catch {
                    throw Failure(error.description)
                }
            },
            format: format?.format
        )
        decoder.suggestions = common.setup.mappings
        return decoder
    }
}

struct StoreArgument: ExpressibleByArgument {
    let store: Store

    init?(argument: String) {
        guard let store = Store(anyName: argument) else { return nil }
        self.store = store
    }

    static var allValueStrings: [String] { Store.allCases.map(\.rawValue) }
}

struct FormatArgument: ExpressibleByArgument {
    let format: DocumentFormat

    init?(argument: String) {
        guard let format = DocumentFormat(named: argument) else { return nil }
        self.format = format
    }

    static var allValueStrings: [String] { DocumentFormat.all.map(\.name) }
}
