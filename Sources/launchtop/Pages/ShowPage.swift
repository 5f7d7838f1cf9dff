import ArgumentParser
import Collector
import Dashboard
import Market
import Settings
import Setup

/// The `show PAGE` command, which prints a page as text, JSON or CSV.
struct ShowPage<Query: PageQuery>: ReportCommand {
    static var configuration: CommandConfiguration { Query.configuration }

    @OptionGroup var options: ShowOptions
    @OptionGroup var query: Query

    func run() throws { try options.show(query) }
    func jsonReport(_ common: CommonOptions) throws -> String { try options.json(query, common) }
}

/// The options that `show` has for every page.
struct ShowOptions: ParsableArguments {
    @OptionGroup var common: CommonOptions

    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "Print CSV.")
    var csv = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Time to show (default: the end of the data). \(TypedTime.help)", valueName: "time")
    )
    var at: TypedTime?

    @Option(
        help: ArgumentHelp(
            "Fail with exit code 3 if the data ends earlier than this, such as 24h or 7d.",
            valueName: "duration"
        )
    )
    var maxAge: String?

    /// The exit code if the data is older than `--max-age`.
    private static let tooOld = ExitCode(3)

    func validate() throws {
        if let maxAge, TimeEntry.duration(maxAge) == nil {
            throw ArgumentParser.ValidationError(
                "--max-age: invalid duration \(InvalidText.quoted(maxAge)); use 24h or 7d"
            )
        }
        if json && csv { throw ArgumentParser.ValidationError("--json and --csv can't be combined") }
    }

    private var format: ExportFormat { json ? .json : csv ? .csv : .text }

    /// Prints a page in the selected format.
    func show(_ query: some PageQuery) throws {
        let configuration = try common.setup.configuration()
        let text = try text(of: query, format, common, configuration)
        if format == .text { return try common.setup.printText(text, configuration) }
        try Console.printLine(text)
    }

    /// Returns a page as JSON, with the files and settings of other options.
    func json(_ query: some PageQuery, _ common: CommonOptions) throws -> String {
        try text(of: query, .json, common, try common.setup.configuration())
    }

    private func text(
        of query: some PageQuery,
        _ format: ExportFormat,
        _ common: CommonOptions,
        _ configuration: Configuration
    ) throws -> String {
        let selection = try query.selection(common)
        let zone = common.setup.zone(configuration)
        var state = try selection.state(at: at, end: selection.end, zone: zone)
        state.anchors = common.setup.anchors()
        if let limit = maxAge.flatMap(TimeEntry.duration) {
            let age = state.dataEnd.map { SystemClock.now() - $0 }
            guard let age, age <= limit else {
                let text = age.map { "the data is \(TimeFormat.age($0)) old, more than \(TimeFormat.age(limit))" }
                Console.report(text ?? "there is no data")
                throw Self.tooOld
            }
        }
        guard let text = state.exported(ExportOptions(format, fitsDiffusion: query.fitsDiffusion)) else {
            throw Failure("no data for \(selection.title) as of \(TimeFormat.instant(state.instant))")
        }
        return text
    }
}
