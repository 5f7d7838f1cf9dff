import ArgumentParser
import Collector
import Formats
import Input
import Market
import Setup

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import snapshots and download reports into an archive.",
        discussion: """
            A SOURCE is a file, a folder (including its subfolders) or a quoted pattern. Formats are detected from the \
            content; custom JSON or CSV needs --mapping. A snapshot that fails validation is quarantined until a \
            later one confirms it. Importing the same data again changes nothing, so an interrupted import can simply be \
            repeated.

            In a folder, files that aren't charts or reports are skipped and counted. Exits with 0 if all documents were \
            read, with 2 if some couldn't be read, and with 1 if nothing was imported.
            """
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var chart: ChartDefaultOptions

    @Argument(help: "Files, folders or patterns to import.", completion: .file()) var sources: [String] = []

    @Option(
        help: ArgumentHelp(
            "Archive to import into, created if missing (default: same as --archive).",
            valueName: "archive"
        )
    )
    var into: String?

    @Option(
        help: ArgumentHelp(
            "File or folder of which to import every version in the git history, dated by commit time.",
            valueName: "path"
        )
    )
    var git: String?

    @Option(
        help: ArgumentHelp(
            "App to assume when a report doesn't name one, such as 1700000001.",
            valueName: "id"
        )
    )
    var app: String?

    @Option(
        help: ArgumentHelp(
            "Kind of counts to assume when the input doesn't state one: \(Self.kinds.joined(separator: ", ")).",
            valueName: "kind"
        ),
        completion: .list(Self.kinds)
    )
    var kind: String?

    @Option(
        help: ArgumentHelp(
            "Publisher to assume when the input doesn't name one, such as \"App Store Connect\".",
            valueName: "name"
        )
    )
    var publisher: String?

    @Flag(help: "Import snapshots that fail validation.") var noValidate = false

    @Flag(help: "Import snapshots and counts dated more than a day in the future.")
    var allowFuture = false

    func validate() throws {
        if sources.isEmpty, git == nil {
            throw ArgumentParser.ValidationError("missing input; specify files or folders, or use --git")
        }
        if let into { try CommonOptions.check(into, of: "--into") }
        if let kind, FigureKind(rawValue: kind) == nil {
            throw ArgumentParser.ValidationError(
                "--kind: invalid value \"\(kind)\"; use \(Self.kinds.joined(separator: ", "))"
            )
        }
    }

    func run() throws {
        var decoder = try reading.decoder(common)
        decoder.defaults = try chart.defaults(in: decoder.defaults.store)
        decoder.hasWorldwideCounts = chart.isWorldwide
        decoder.app = try appID()
        decoder.countKind = kind.flatMap { FigureKind(rawValue: $0) }
        decoder.countPublisher = publisher.map { UntrustedText.sanitized($0, limit: 100) }.flatMap {
            $0.isEmpty ? nil : $0
        }
        let path = if let into { into } else { common.setup.archivePath(try common.setup.configuration()) }
        let run = ArchiveImport(
            into: path,
            sources: sources,
            git: git,
            decoder: decoder,
            skipsValidation: noValidate,
            allowsFuture: allowFuture
        )
        let summary = try run.run()
        try Console.printLine("\(path): \(summary.text)")
        if summary.unreadable > 0 { throw ExitCode(2) }
    }

    private static let kinds = FigureKind.allCases.map(\.rawValue)

    private func appID() throws(Failure) -> AppID? {
        guard let app else { return nil }
        do throws(InvalidText) { return try AppID.parse(app) } catch { throw Failure("--app: \(error.problem)") }
    }
}
