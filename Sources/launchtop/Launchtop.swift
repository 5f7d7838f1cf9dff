import Archive
import ArgumentParser
import Collector
import History
import Input
import Market
import Session
import Setup

/// The root command, `launchtop`.
///
/// `main` is synchronous on purpose: only the main thread may draw the screen, and an asynchronous `main` isn't
/// guaranteed to stay on that thread after its first `await`.
@main
struct Launchtop: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "launchtop",
        abstract: "Follow an app's launch in the terminal: ranks, downloads and milestones, live or replayed.",
        discussion: """
            Without a command, opens the archive of earlier runs if it has data, otherwise the library of documented \
            launches, on the page of the last run. It doesn't poll; launchtop watch does. The id of a launch replays it: \
            launchtop sora is short for launchtop replay sora.
            """,
        version: "0.1.0",
        subcommands: [
            WatchCommand.self, SearchCommand.self, ReplayCommand.self, CompareCommand.self, AppCommand.self,
            ShowCommand.self, ScreenshotCommand.self, ImportCommand.self, RecordCommand.self, SourceCommand.self,
            AlertCommand.self, ArchiveCommand.self, EngineCommand.self, LaunchCommand.self, SimulateCommand.self,
            ConfigCommand.self, MCPCommand.self, ManualCommand.self, DoctorCommand.self,
        ]
    )

    @OptionGroup var common: CommonOptions

    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            if let shell = completionShell(in: arguments) { return try printScript(for: shell) }
            var command = try parseAsRoot(try expanded(arguments))
            try command.run()
        } catch let error as EndedBySignal {
            exit(withError: ExitCode(128 + error.signal))
        } catch {
            exit(withError: printable(error))
        }
    }

    /// Returns an error that the argument parser prints as its message alone.
    static func printable(_ error: any Error) -> any Error {
        switch error {
        case let error as UsageError: ArgumentParser.ValidationError(error.message)
        case is ArchiveError, is InputError: Failure("\(error)")
        default: error
        }
    }

    /// Runs a check in `validate`, in which the parser knows only its own errors.
    static func checkingUsage(_ check: () throws(UsageError) -> Void) throws {
        do throws(UsageError) { try check() } catch { throw printable(error) }
    }

    /// Returns the shell for which the arguments request a completion script, or `nil` if they don't request one.
    static func completionShell(in arguments: [String]) -> CompletionShell? {
        let option = "--generate-completion-script"
        if arguments == [option] { return CompletionShell.autodetected() }
        if arguments.count == 2, arguments[0] == option { return CompletionShell(rawValue: arguments[1]) }
        let start = option + "="
        guard arguments.count == 1, arguments[0].hasPrefix(start) else { return nil }
        return CompletionShell(rawValue: String(arguments[0].dropFirst(start.count)))
    }

    private static func printScript(for shell: CompletionShell) throws {
        let launches = (try? Setup().library().ledger.snapshot.launches) ?? []
        let script = CompletionScript.adding(
            launches.map { ($0.id, $0.name) },
            to: completionScript(for: shell),
            for: shell.rawValue,
            commands: commandNames
        )
        try Console.printLine(script)
    }

    func run() throws {
        var isOpening = true
        while isOpening {
            let (opening, ledger) = try Opening.standard(common.setup)
            isOpening = try common.session(opening, ledger).run()
        }
    }
}
