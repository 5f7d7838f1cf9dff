import Archive
import ArgumentParser
import Dashboard
import Foundation
import Ingest
import Market

struct ArchiveForgetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Remove the snapshots of a span of time, such as those stamped by a wrong clock.",
        discussion: """
            The span includes both ends; a date is its whole day, in UTC. Download counts stay. It can't be \
            undone: use --dry-run first. No process may be writing the archive, and a dashboard that has it open \
            shows the change when it is opened again.
            """
    )

    @OptionGroup var common: CommonOptions

    @Option(
        help: ArgumentHelp("Start of the span, such as 2036-01-01 (default: the first snapshot).", valueName: "time")
    )
    var from: String?

    @Option(help: ArgumentHelp("End of the span, such as 2036-01-31T18:00:00Z (default: the last).", valueName: "time"))
    var to: String?

    @Option(
        help: ArgumentHelp(
            "Only this chart, such as us/top-free or us/top-free/games; may be repeated.",
            valueName: "chart"
        )
    )
    var chart: [ChartArgument] = []

    @Flag(help: "Print what would be removed, and change nothing.") var dryRun = false

    func validate() throws {
        guard from != nil || to != nil else {
            throw ArgumentParser.ValidationError("name the span with --from, --to or both")
        }
        let (first, last) = try (start(), end())
        guard first <= last else { throw ArgumentParser.ValidationError("--from is after --to") }
    }

    func run() throws {
        let path = common.archivePath(try common.configuration())
        let (first, last) = try (start(), end())
        let forgotten: ArchiveWriter.ForgetSummary
        let meant = try charts(of: path)
        do throws(ArchiveError) {
            var writer = try ArchiveWriter(path, who: "launchtop archive forget")
            forgotten = try writer.forget(from: first, through: last, of: meant, isDryRun: dryRun)
            for problem in writer.problems { Console.error(problem.description) }
            try writer.close()
        } catch {
            throw Failure(error.description)
        }
        try Console.line("\(path): \(Self.sentence(forgotten, isDryRun: dryRun))")
    }

    /// The charts that are meant; `nil` means all.
    private func charts(of path: String) throws(Failure) -> Set<Chart>? {
        let all: [Chart]
        // A reader first, which makes no archive where there is none.
        do throws(ArchiveError) { all = try ArchiveReader(path).charts() } catch { throw Failure(error.description) }
        guard !chart.isEmpty else { return nil }
        let meant = all.filter { known in chart.contains { $0.names(known) } }
        guard meant.isEmpty else { return Set(meant) }
        let names = all.prefix(8).map { known in
            [known.storefront.code, known.kind.slug, known.genre?.id].compactMap { $0 }.joined(separator: "/")
        }
        throw Failure(
            "\(path): no such chart; it has \(names.joined(separator: ", "))\(all.count > 8 ? ", …" : "")"
        )
    }

    private static func sentence(_ forgotten: ArchiveWriter.ForgetSummary, isDryRun: Bool) -> String {
        guard let first = forgotten.first, let last = forgotten.last else { return "no snapshots in that span" }
        let snapshots = NumberFormat.count(forgotten.snapshots, "snapshot")
        let charts = NumberFormat.count(forgotten.charts.count, "chart")
        return
            "\(isDryRun ? "would remove" : "removed") \(snapshots) of \(charts), seen \(first.iso8601) to \(last.iso8601)"
    }

    private func start() throws -> Timestamp {
        guard let from else { return Timestamp(seconds: -(1 << 60)) }
        if let day = Day(iso8601: from) { return day.start }
        return try instant(from, "--from")
    }

    private func end() throws -> Timestamp {
        guard let to else { return Timestamp(seconds: 1 << 60) }
        if let day = Day(iso8601: to) { return day.lastSecond }
        return try instant(to, "--to")
    }

    private func instant(_ text: String, _ option: String) throws -> Timestamp {
        if let instant = Timestamp(iso8601: text) { return instant }
        throw ArgumentParser.ValidationError(
            "\(option): invalid time “\(text)”; use a date such as 2036-01-31, or 2036-01-31T18:00:00Z"
        )
    }
}
