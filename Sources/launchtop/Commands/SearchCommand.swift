import ArgumentParser
import Collector
import Dashboard
import Formats
import Input
import Market
import Setup

/// The `launchtop search NAME` command, which finds the id of an app.
struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Search the App Store for an app by name.",
        discussion: """
            Prints up to \(AppLookup.searchLimit) apps, best match first, with the id that launchtop watch takes. Sends \
            one request to itunes.apple.com. Exits with 1 if no app is found. Google Play isn't searched, since it has no \
            public search: launchtop watch takes the package name in the URL of an app's page, such as com.example.mint.
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "Name of the app, part of it, or its id.")
    var name: [String]

    @Option(
        help: ArgumentHelp("Storefront to search, such as us or japan.", valueName: "name"),
        completion: Completion.storefront
    )
    var storefront = "us"

    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "Print CSV.")
    var csv = false

    func validate() throws {
        if json && csv { throw ArgumentParser.ValidationError("--json and --csv can't be combined") }
        _ = try query()
    }

    private func query() throws(ArgumentParser.ValidationError) -> AppSearch.Query {
        let front: Storefront
        do throws(InvalidText) {
            front = try Storefront.parse(storefront)
        } catch {
            throw ArgumentParser.ValidationError("--storefront: \(error.problem)")
        }
        do throws(InvalidText) {
            return try AppSearch.Query(name.joined(separator: " "), in: front)
        } catch {
            throw ArgumentParser.ValidationError(error.problem)
        }
    }

    func run() throws {
        let query = try query()
        let configuration = try common.setup.configuration()
        let outcome = SourceLoader.wait { () async -> Result<AppListings, InputError> in
            do throws(InputError) {
                return .success(try await AppSearch().listings(matching: query))
            } catch {
                return .failure(error)
            }
        }
        let found = try outcome.get()
        for warning in found.warnings { Console.report(warning.description) }
        let report = SearchReport(found.listings, in: query.storefront)
        let format: ExportFormat = json ? .json : csv ? .csv : .text
        guard let first = found.listings.first else {
            if format != .text { try Console.printLine(report.exported(as: format)) }
            throw Failure(SearchReport.noAppText(for: query.term, in: query.storefront))
        }
        guard format == .text else { return try Console.printLine(report.exported(as: format)) }
        try common.setup.printText(report.exported(as: .text), configuration)
        let watch = WatchInvocation(first, storefronts: [query.storefront])
        Console.report("to watch the first app: \(watch.text)")
    }
}
