import Archive
import ArgumentParser
import Collector
import Market
import Setup

struct ArchiveForgetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Remove the snapshots in a time range, such as those recorded while the clock was wrong.",
        discussion: """
            The range includes both ends; a date means the whole UTC day. Download counts are kept. Removal can't be \
            undone, so try --dry-run first. Fails if another process is writing to the archive. A dashboard that has the \
            archive open shows the change after a restart.
            """
    )

    @OptionGroup var common: CommonOptions

    @Option(
        help: ArgumentHelp("Start of the range, such as 2036-01-01 (default: the first snapshot).", valueName: "time")
    )
    var from: String?

    @Option(
        help: ArgumentHelp(
            "End of the range, such as 2036-01-31T18:00:00Z (default: the last snapshot).",
            valueName: "time"
        )
    )
    var to: String?

    @Option(
        help: ArgumentHelp(
            "Chart to remove from, such as us/top-free or us/top-free/games (repeatable; default: all).",
            valueName: "chart"
        )
    )
    var chart: [ChartArgument] = []

    @Flag(help: "Print what would be removed without changing anything.") var dryRun = false

    func validate() throws {
        guard from != nil || to != nil else {
            throw ArgumentParser.ValidationError("missing time range; use --from, --to or both")
        }
        let (first, last) = try (start(), end())
        guard first <= last else { throw ArgumentParser.ValidationError("--from is after --to") }
    }

    func run() throws {
        let path = common.setup.archivePath(try common.setup.configuration())
        let (first, last) = try (start(), end())
        let selected = try selectedCharts(of: path)
        var writer = try ArchiveWriter(path, owner: "launchtop archive forget")
        let forgotten = try writer.forget(from: first, through: last, of: selected, isDryRun: dryRun)
        for problem in writer.problems { Console.report(problem.description) }
        try writer.close()
        try Console.printLine("\(path): \(Self.summary(of: forgotten, isDryRun: dryRun))")
    }

    /// Returns the charts selected with `--chart`, or `nil` for all charts.
    private func selectedCharts(of path: String) throws -> Set<Chart>? {
        // Open a reader first, because a writer would create a missing archive.
        let all = try ArchiveReader(path).charts()
        guard !chart.isEmpty else { return nil }
        let selected = all.filter { known in chart.contains { $0.matches(known) } }
        guard selected.isEmpty else { return Set(selected) }
        let names = all.map { known in
            [known.storefront.code, known.kind.slug, known.genre?.id].compactMap { $0 }.joined(separator: "/")
        }
        throw Failure("\(path): chart not found; available: \(TextList.start(of: names))")
    }

    private static func summary(of forgotten: ArchiveWriter.ForgetSummary, isDryRun: Bool) -> String {
        guard let first = forgotten.first, let last = forgotten.last else { return "no snapshots in this range" }
        let snapshots = NumberFormat.count(forgotten.snapshots, "snapshot")
        let charts = NumberFormat.count(forgotten.charts.count, "chart")
        return
            "\(isDryRun ? "would remove" : "removed") \(snapshots) of \(charts), seen from \(first.iso8601) to \(last.iso8601)"
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
            "\(option): invalid time \"\(text)\"; use a date such as 2036-01-31, or 2036-01-31T18:00:00Z"
        )
    }
}
