import ArgumentParser
import Dashboard
import Setup

/// The query for the Library page, which takes no arguments.
struct LibraryQuery: PageQuery {
    static let name = "library"
    static let abstract = "The library of documented launches."
    static var show: any ParsableCommand.Type { ShowLibrary.self }

    func selection(_ common: CommonOptions) throws -> PageSelection {
        PageSelection(.library, in: try common.setup.reportedLibrary(), title: Self.name)
    }
}

/// The `show library` command, which can also validate launch files.
struct ShowLibrary: ReportCommand {
    static var configuration: CommandConfiguration { LibraryQuery.configuration }

    @OptionGroup var options: ShowOptions
    @OptionGroup var query: LibraryQuery

    @Flag(help: "Validate launch files and list their errors.")
    var check = false

    @Argument(help: "Launch files for --check (default: the library).", completion: .file())
    var files: [String] = []

    func validate() throws {
        guard check || files.isEmpty else {
            throw ArgumentParser.ValidationError(
                "unexpected file \"\(files.first ?? "")\"; use --check to validate launch files"
            )
        }
        guard !check || (!options.json && !options.csv && options.at == nil) else {
            throw ArgumentParser.ValidationError("--check can't be combined with --json, --csv or --at")
        }
    }

    func jsonReport(_ common: CommonOptions) throws -> String { try options.json(query, common) }

    func run() throws {
        if check { return try options.common.setup.checkLaunchFiles(files) }
        try options.show(query)
    }
}
