import Archive
import ArgumentParser
import Collector
import Dashboard
import Formats
import Foundation
import Input
import Market

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import snapshots and download reports into an archive.",
        discussion: """
            A SOURCE is a file, a folder (including its subfolders) or a quoted pattern. Formats are detected from the \
            content; custom JSON or CSV needs a --mapping. A snapshot that fails validation is quarantined until a \
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
            "Import every version of a file or folder from its git history, dated by commit time.",
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
            "Kind of counts that don't name theirs: \(Self.kinds.joined(separator: ", ")).",
            valueName: "kind"
        ),
        completion: .list(Self.kinds)
    )
    var kind: String?

    @Option(
        help: ArgumentHelp(
            "Publisher of counts that don't name theirs, such as \"App Store Connect\".",
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
        decoder.app = try appID()
        decoder.countKind = kind.flatMap { FigureKind(rawValue: $0) }
        decoder.countPublisher = publisher.map { UntrustedText.sanitized($0, limit: 100) }.flatMap {
            $0.isEmpty ? nil : $0
        }
        let path = if let into { into } else { common.archivePath(try common.configuration()) }
        let registry = decoder.mapping?.registryFile
        let files = sources.isEmpty ? nil : try ImportFiles(sources, excluding: registry, archive: path)
        let history = try git.map { path throws(Failure) in try GitImport(path, decoder: decoder) }
        var importer: Importer
        do throws(ArchiveError) {
            let writer = try ArchiveWriter(path, owner: "launchtop import", timeout: 5)
            let future = allowFuture ? nil : FutureCheck(now: SystemClock.now())
            importer = Importer(into: writer, skipsValidation: noValidate, rejecting: future)
        } catch {
            throw Failure(error.description)
        }
        let screen = ImportScreen()
        let hidden: Int
        let repeated: [String]
        let summary: ImportSummary
        do throws(ArchiveError) {
            if let files { try ImportRun(files: files, decoder: decoder, source: label).run(&importer, screen) }
            if let history { try history.run(&importer, screen) }
            hidden = importer.hiddenProblemCount
            repeated = importer.repeatedProblems
            summary = try importer.finish()
        } catch {
            screen.clear()
            throw Failure("\(error); the data imported so far was kept; run the import again to continue")
        }
        screen.clear()
        for problem in repeated { Console.report(problem) }
        try finish(summary, hiddenProblems: hidden, into: path)
    }

    private static let kinds = FigureKind.allCases.map(\.rawValue)

    private func appID() throws(Failure) -> AppID? {
        guard let app else { return nil }
        do throws(InvalidText) { return try AppID.parse(app) } catch { throw Failure("--app: \(error.problem)") }
    }

    /// The name of the source in the archive.
    private var label: String { sources.count == 1 ? sources[0] : "\(sources[0]) and \(sources.count - 1) more" }

    /// Prints problems to standard error and the summary to standard output.
    private func finish(_ summary: ImportSummary, hiddenProblems: Int, into path: String) throws {
        if hiddenProblems > 0 { Console.report("\(NumberFormat.count(hiddenProblems, "more problem")), not shown") }
        if !summary.skipped.isEmpty { Console.report(summary.skipped.text) }
        if summary.quarantined > 0 {
            let was = summary.quarantined == 1 ? "was" : "were"
            let them = summary.quarantined == 1 ? "it" : "them"
            Console.report(
                "\(NumberFormat.count(summary.quarantined, "snapshot")) \(was) quarantined: no other snapshot agreed with \(them); "
                    + "use --no-validate to import \(them)"
            )
        }
        for (number, noun) in [(summary.futureSnapshots, "snapshot"), (summary.futureCounts, "count")] where number > 0
        {
            let (were, them) = number == 1 ? ("was", "it") : ("were", "them")
            Console.report(
                "\(NumberFormat.count(number, noun)) dated in the future \(were) not imported; "
                    + "use --allow-future to import \(them)"
            )
        }
        if summary.unreadable > 0 {
            Console.report("\(NumberFormat.count(summary.unreadable, "document")) couldn't be read")
        }
        guard summary.snapshots + summary.counts > 0 else { throw Failure("nothing was imported") }
        try Console.printLine("\(path): \(summary.text)")
        if summary.unreadable > 0 { throw ExitCode(2) }
    }
}

extension ImportSummary {
    /// The summary as text: "180 snapshots of 10 charts (17,943 entries), Feb 20, 2026, 00:00 UTC to Mar 9, 2026, 00:00 UTC,
    /// from 18 documents".
    var text: String {
        var parts: [String] = []
        if let first, let last {
            let span =
                first == last
                ? TimeFormat.instant(first) : "\(TimeFormat.instant(first)) to \(TimeFormat.instant(last))"
            let charts = NumberFormat.count(charts.count, "chart")
            parts.append(
                "\(NumberFormat.count(snapshots, "snapshot")) of \(charts) (\(NumberFormat.entries(entries))), \(span)"
            )
        }
        if counts > 0 { parts.append(NumberFormat.count(counts, "count")) }
        let contents = parts.isEmpty ? "nothing" : parts.joined(separator: " and ")
        return "\(contents), from \(NumberFormat.count(documents, "document"))"
    }
}
