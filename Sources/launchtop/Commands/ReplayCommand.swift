import Archive
import ArgumentParser
import Canvas
import Dashboard
import Foundation
import History
import Ingest
import Market

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Replay a documented launch, an archive, or a folder of snapshots, from its first instant.",
        discussion: "WHAT is a launch of the library (sora, chatgpt), an archive, a folder of snapshots, or a file."
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var reading: ReadingOptions

    @Argument(help: "A launch by its short id, an archive, or where snapshots are.")
    var what: String

    @Option(help: ArgumentHelp("Where to begin. \(InstantArgument.help)", valueName: "time"))
    var at: InstantArgument?

    @Option(help: "Seconds of history that pass in a second, 1 to 86400.")
    var speed: Int?

    @Option(help: ArgumentHelp("The first instant that is replayed, written likewise.", valueName: "time"))
    var from: InstantArgument?

    @Option(help: ArgumentHelp("The last instant that is replayed, written likewise.", valueName: "time"))
    var to: InstantArgument?

    @Option(
        help: ArgumentHelp("Write the replay as an asciinema recording, without a terminal.", valueName: "file.cast"),
        completion: .file(extensions: ["cast"])
    )
    var record: String?

    @Option(help: "Columns and rows of the recording, such as 120x40.")
    var size = SizeArgument(size: Size(columns: 120, rows: 40))

    func validate() throws {
        if let speed, !(1...86_400).contains(speed) {
            throw ArgumentParser.ValidationError("--speed must be from 1 to 86400, and not \(speed)")
        }
    }

    func run() throws {
        if let launch = common.launchAlone(id: what) { return try open(launch) }
        let library = try? common.library().ledger.snapshot
        if let launch = library?.launch(id: what) { return try open(launch) }
        guard FileManager.default.fileExists(atPath: what) || what == "-" || what.contains(":") else {
            let hint = Suggestion.hint(for: what, among: library?.launches.map(\.id) ?? [])
            throw Failure("“\(what)” is neither a launch of the library nor a file or folder; \(hint)")
        }
        if ArchiveReader.isArchive(what) {
            var opening = Opening(.charts(isLive: false))
            opening.archive = .replay(what)
            return try open(opening, ledger: Ledger())
        }
        var ledger = Ledger()
        let decoder = try reading.decoder(common)
        var pace = HostRateLimiter(PollingSettings())
        guard
            SourceLoader.read(try SourceLoader.source(what), decoder: decoder, pace: &pace, into: &ledger).documents > 0
        else {
            throw Failure("nothing could be read from \(what)")
        }
        try open(Opening(.charts(isLive: false)), ledger: ledger)
    }

    /// Of the library only the launch itself; the rest follows.
    private func open(_ launch: Launch) throws {
        var ledger = Ledger()
        ledger.append(launch)
        try open(Opening(.launch(launch)), ledger: ledger)
    }

    private func open(_ opening: Opening, ledger: Ledger) throws {
        var opening = opening
        (opening.at, opening.from, opening.to) = (at, from, to)
        opening.speed = speed
        let session = Session(common: common, ledger: ledger, opening: opening)
        guard let record else { return try session.run() }
        try session.record(to: record, size: size.size, title: "launchtop: replay of \(what)")
    }
}
