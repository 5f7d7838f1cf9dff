import ArgumentParser
import History
import Market

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
            launches. The id of a launch is short for its replay: launchtop sora.
            """,
        version: "0.1.0",
        subcommands: [
            WatchCommand.self, ReplayCommand.self, CompareCommand.self, AppCommand.self, ShowCommand.self,
            ScreenshotCommand.self, ImportCommand.self,
            RecordCommand.self, AlertCommand.self, ArchiveCommand.self, LaunchCommand.self, SimulateCommand.self,
            ConfigCommand.self,
            ManualCommand.self, DoctorCommand.self,
        ]
    )

    @OptionGroup var common: CommonOptions

    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            if let shell = CompletionScript.shell(in: arguments) { return try printScript(for: shell) }
            main(try expanded(arguments))
        } catch {
            exit(withError: error)
        }
    }

    private static func printScript(for shell: CompletionShell) throws {
        let launches = (try? CommonOptions.parse([]).library().ledger.snapshot.launches) ?? []
        let script = CompletionScript.adding(
            launches.map { ($0.id, $0.name) },
            to: completionScript(for: shell),
            for: shell,
            commands: commandNames
        )
        try Console.printLine(script)
    }

    func run() throws {
        let (opening, ledger) = try Opening.standard(common)
        try Session(common: common, ledger: ledger, opening: opening).run()
    }
}
