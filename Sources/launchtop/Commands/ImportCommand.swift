import Archive
import ArgumentParser
import Dashboard
import Foundation
import Ingest
import Market

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Read any number of snapshots into an archive.",
        discussion: """
            A SOURCE is a file, a folder with all that is in it, or a pattern in quotes. What it is, its content tells; a \
            collector's own JSON needs a --mapping. A snapshot that cannot be right is quarantined until another agrees \
            with it. Importing a thing twice changes nothing, so an import that was broken off is simply run again.

            In a folder, files that aren't charts or reports are skipped and counted. Exits with 0 when all documents \
            were read, with 2 when some could not be read, with 1 when nothing was imported.
            """
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var appleCharts: AppleChartOptions

    @Argument(help: "Files, folders or patterns.", completion: .file()) var sources: [String] = []

    @Option(help: ArgumentHelp("The archive to keep them in; it is made where it is missing.", valueName: "archive"))
    var into: String?

    @Option(
        help: ArgumentHelp(
            "Every version of a file or folder in the history of its git repository, at the time of its commit.",
            valueName: "path"
        )
    )
    var git: String?

    @Option(
        help: ArgumentHelp(
            "The app whose figures a file holds that doesn't name it, such as 1700000001.",
            valueName: "id"
        )
    )
    var app: String?

    @Flag(help: "Take also lists that cannot be right.") var noValidate = false

    @Flag(help: "Also import snapshots and counts that are stamped more than a day in the future.")
    var allowFuture = false

    func validate() throws {
        if sources.isEmpty, git == nil {
            throw ArgumentParser.ValidationError("name the files or folders to import, or --git")
        }
        if let into { try CommonOptions.check(into, of: "--into") }
    }

    func run() throws {
        var decoder = try reading.decoder(common)
        decoder.defaults = try appleCharts.names(in: decoder.defaults.store)
        decoder.app = try appID()
        let path = if let into { into } else { common.archivePath(try common.configuration()) }
        let registry = decoder.mapping?.registryFile
        let files = sources.isEmpty ? nil : try ImportFiles(sources, besides: registry, archive: path)
        let history = try git.map { path throws(Failure) in try GitImport(path, decoder: decoder) }
        var importer: Importer
        do throws(ArchiveError) {
            let writer = try ArchiveWriter(path, who: "launchtop import", timeout: 5)
            let future = allowFuture ? nil : FutureCheck(now: SourceLoader.now())
            importer = Importer(into: writer, skipsValidation: noValidate, rejecting: future)
        } catch {
            throw Failure(error.description)
        }
        let screen = ImportScreen()
        let hidden: Int
        let tally: ImportSummary
        do throws(ArchiveError) {
            if let files { try ImportRun(files: files, decoder: decoder, source: label).run(&importer, screen) }
            if let history { try history.run(&importer, screen) }
            hidden = importer.hiddenProblemCount
            tally = try importer.finish()
        } catch {
            screen.clear()
            throw Failure("\(error); what was imported before stands, and running it again goes on")
        }
        screen.clear()
        try finish(tally, hiddenProblems: hidden, into: path)
    }

    private func appID() throws(Failure) -> AppID? {
        guard let app else { return nil }
        do throws(InvalidText) { return try AppID.parse(app) } catch { throw Failure("--app: \(error.problem)") }
    }

    private var label: String { sources.count == 1 ? sources[0] : "\(sources[0]) and \(sources.count - 1) more" }

    /// What went wrong goes to standard error, the summary to standard output.
    private func finish(_ tally: ImportSummary, hiddenProblems: Int, into path: String) throws {
        if hiddenProblems > 0 { Console.error("\(NumberFormat.count(hiddenProblems, "more problem")) not shown") }
        if !tally.skipped.isEmpty { Console.error(tally.skipped.text) }
        if tally.quarantined > 0 {
            let was = tally.quarantined == 1 ? "was" : "were"
            let them = tally.quarantined == 1 ? "it" : "them"
            Console.error(
                "\(NumberFormat.count(tally.quarantined, "snapshot")) \(was) quarantined: no other snapshot agreed with \(them); "
                    + "--believe-all imports \(them)"
            )
        }
        for (number, noun) in [(tally.futureLists, "snapshot"), (tally.futureCounts, "count")] where number > 0 {
            let (are, them) = number == 1 ? ("is", "it") : ("are", "them")
            Console.error(
                "\(NumberFormat.count(number, noun)) in the future \(are) not imported; --allow-future imports \(them)"
            )
        }
        if tally.unreadable > 0 {
            Console.error("\(NumberFormat.count(tally.unreadable, "document")) could not be read")
        }
        guard tally.lists + tally.counts > 0 else { throw Failure("nothing was imported") }
        try Console.line("\(path): \(tally.sentence)")
        if tally.unreadable > 0 { throw ExitCode(2) }
    }
}
