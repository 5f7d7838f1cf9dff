import Archive
import ArgumentParser
import Collector
import History

/// The root command.
///
/// `main` is synchronous on purpose: the screen belongs to the main thread, and an asynchronous `main` isn't guaranteed
/// to stay on that thread after its first `await`.
@main
struct Launchtop: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "launchtop",
        abstract: "Follow an app's launch in the terminal: ranks, downloads, milestones, live or replayed.",
        discussion: """
            Without a command, opens the archive of earlier runs if it has data, otherwise the library of documented \
            launches.
            """,
        version: "0.1.0",
        subcommands: [
            WatchCommand.self, ReplayCommand.self, ShowCommand.self, ScreenshotCommand.self, ImportCommand.self,
            RecordCommand.self, AlertCommand.self, ArchiveCommand.self, LaunchCommand.self, SimulateCommand.self,
            ConfigCommand.self, ManualCommand.self, DoctorCommand.self,
        ]
    )

    @OptionGroup var common: CommonOptions

    /// Returns the archive given with `--archive`, or the default archive if it has any charts.
    private func archiveToOpen() throws -> String? {
        guard common.archive == nil, let path = common.archiveToRead else { return common.archive }
        do throws(ArchiveError) {
            return try ArchiveReader(path).charts().isEmpty ? nil : path
        } catch {
            // The user didn't ask for this archive, so the library is a good enough start.
            Console.report("\(error); opening the library instead")
            return nil
        }
    }

    func run() throws {
        if let archive = try archiveToOpen() {
            var opening = Opening(.charts(isLive: true))
            opening.archive = .read(archive)
            return try Session(common: common, ledger: Ledger(), opening: opening).run()
        }
        let library = try common.library()
        var opening = Opening(.library)
        opening.problems = library.problems
        try Session(common: common, ledger: library.ledger, opening: opening).run()
    }
}
