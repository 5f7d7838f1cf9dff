import Archive
import ArgumentParser
import Dispatch
import Foundation
import History
import Ingest
import Market

struct RecordCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Poll sources into an archive without a screen, until told to stop.",
        discussion: """
            SOURCE is as for watch. Without one, the sources of the settings are polled, which are read anew when they \
            change. TERM and INT end it in order. Exits with 0, or with 1 if the archive was moved, deleted or replaced \
            meanwhile, or snapshots could not be written. A run that didn't end in order is reported at the next start.
            """
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var follower: PollingOptions

    @Option(help: "How the log is written: text or json, a line for each event.") var logFormat = LogFormat.text

    enum LogFormat: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    func run() throws {
        let reading = try common.configurationReading()
        let configuration = reading.configuration
        let followed = try follower.followed(common, configuration)
        let sources = followed.sources
        guard !sources.contains(where: { $0.name == .standardInput }) else {
            throw ArgumentParser.ValidationError("record follows sources; watch --once reads standard input")
        }
        let path = common.archivePath(configuration)
        let log = EventLog(style: logFormat == .json ? .json : .text, file: common.log)
        var history = OpenHistory(Ledger(), configuration: configuration, changes: StateFile.changesByKey())
        do throws(ArchiveError) {
            try history.open(.write(path, isAskedFor: true), isWhole: true, who: "launchtop record")
        } catch {
            throw Failure(error.description)
        }
        if let last = history.abandonedBy {
            log.tell("recovered", "the last writer, \(last), did not end in order; what it had written is all here")
        }
        for problem in history.problems { log.say(problem) }
        if let pruned = history.pruned { log.tell("pruned", pruned) }
        for warning in reading.warnings { log.tell("warning", warning.description) }
        let inbox = Inbox(expecting: sources.count, wakes: false)
        let collector = Collector(
            ledger: history.takeLedger(),
            inbox: inbox,
            log: log,
            archive: history.takeWriter(),
            pruning: history.pruning,
            loader: history.loader,
            configuration: configuration,
            alerts: AlertCenter(configuration.alerts, start: SourceLoader.now(), inbox: inbox, log: log)
        )
        let run = SourceFollower(
            sources,
            collector: collector,
            polling: configuration.polling,
            settings: followed.settings
        )
        log.tell("start", "records \(sources.count == 1 ? sources[0].label : "\(sources.count) sources") into \(path)")
        let task = Task { await run.run() }
        let (signal, listeners) = Self.waitForSignal()
        // They stay: a second signal ends the program at once.
        defer { for listener in listeners { listener.cancel() } }
        task.cancel()
        // Whoever should read the log may not; what was recorded is on the disk.
        defer { log.finish(atMost: 0.1) }
        let end = SourceLoader.value(atMost: Collector.recoverySeconds) { await collector.finish() }
        let name = [SIGINT: "INT", SIGHUP: "HUP"][signal] ?? "TERM"
        guard let problem = end ?? "the archive could not be closed within \(Int(Collector.recoverySeconds)) s" else {
            return log.tell("stop", "ended in order, on \(name)")
        }
        log.tell("stop", "ended on \(name), with exit code 1: \(problem)")
        Console.errors([problem], atMost: 0.1)
        throw ExitCode.failure
    }

    /// Blocks this thread until somebody wants the end.
    private static func waitForSignal() -> (number: Int32, sources: [any DispatchSourceSignal]) {
        let queue = DispatchQueue(label: "signals")
        let done = DispatchSemaphore(value: 0)
        let received = ReceivedSignal()
        let sources = [SIGTERM, SIGINT, SIGHUP].map { number -> any DispatchSourceSignal in
            // Its usual effect would be the end in the middle of something.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                if received.note(number, at: .now), number != SIGHUP {
                    // Asked for again: the end does not wait for the disk.
                    _ = signal(number, SIG_DFL)
                    kill(getpid(), number)
                }
                done.signal()
            }
            source.resume()
            return source
        }
        done.wait()
        return (received.number, sources)
    }
}
