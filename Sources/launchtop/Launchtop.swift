import Archive
import ArgumentParser
import History

/// The key that wires the rooms. `main` is synchronous on purpose: the screen belongs to the main thread, and after a
/// first `await` an asynchronous `main` would no longer be sure to run there.
@main
struct Launchtop: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "launchtop",
        abstract: "Follow an app's launch in the terminal: ranks, downloads, milestones, live or replayed.",
        discussion: """
            Without a command it opens the archive of what was watched before, where there is one, else the library of \
            documented launches.
            """,
        version: "0.1.0",
        subcommands: [
            WatchCommand.self, ReplayCommand.self, ShowCommand.self, ScreenshotCommand.self, ImportCommand.self,
            RecordCommand.self, ArchiveCommand.self, LaunchCommand.self, SimulateCommand.self, ConfigCommand.self,
            ManualCommand.self,
            DoctorCommand.self,
        ]
    )

    @OptionGroup var common: CommonOptions

    /// The archive, where it was named or where there is something in the usual one.
    private func archiveToOpen() throws -> String? {
        guard common.archive == nil, let usual = common.archiveToRead else { return common.archive }
        do throws(ArchiveError) {
            return try ArchiveReader(usual).charts().isEmpty ? nil : usual
        } catch {
            // Nobody asked for it, and the library is there without it.
            Console.error("\(error); here is the library")
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
