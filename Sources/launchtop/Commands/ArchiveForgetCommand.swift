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

    func validate() throws { try Launchtop.checkingUsage { () throws(UsageError) in _ = try range() } }

    func run() throws {
        let path = common.setup.archivePath(try common.setup.configuration())
        let selection: ((Chart) -> Bool)? = chart.isEmpty ? nil : { known in chart.contains { $0.matches(known) } }
        try Console.printLine("\(path): \(try range().forget(in: path, where: selection, isDryRun: dryRun))")
    }

    private func range() throws(UsageError) -> ForgottenRange { try ForgottenRange(from: from, to: to) }
}
