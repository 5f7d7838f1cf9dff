import Archive
import ArgumentParser
import Canvas
import Collector
import Dashboard
import Foundation
import History
import Input
import Market
import Session
import Setup

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Replay a launch, an archive or a folder of snapshots from its start.",
        discussion: """
            SOURCE is a launch in the library (sora, chatgpt), an archive, a folder of snapshots, or anything that launchtop \
            watch accepts.
            """
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var reading: ReadingOptions

    @Argument(
        help: ArgumentHelp("Launch id, archive, folder or other source to replay.", valueName: "source"),
        completion: Completion.replayed
    )
    var what: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Time to start at (default: the first snapshot). \(TypedTime.help)", valueName: "time")
    )
    var at: TypedTime?

    @Option(help: "Replay speed in seconds of history per second, 1 to 86400.")
    var speed: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Start of the range to replay, in any format that --at accepts.",
            valueName: "time"
        )
    )
    var from: TypedTime?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "End of the range to replay, in any format that --at accepts.",
            valueName: "time"
        )
    )
    var to: TypedTime?

    @Option(
        help: ArgumentHelp(
            "Write the replay to this file as an asciinema cast instead of showing it.",
            valueName: "file.cast"
        ),
        completion: .file(extensions: ["cast"])
    )
    var cast: String?

    @Option(help: "Size of the cast in columns and rows.")
    var size = SizeArgument(size: Size(columns: 120, rows: 40))

    func validate() throws {
        if let speed, !(1...86_400).contains(speed) {
            throw ArgumentParser.ValidationError("--speed: invalid speed \(speed); use 1 to 86400")
        }
    }

    func run() throws {
        if let launch = common.setup.launchFromOwnFile(id: what) { return try open(launch) }
        let library = try? common.setup.library().ledger.snapshot
        if let launch = library?.launch(id: what) { return try open(launch) }
        guard FileManager.default.fileExists(atPath: what) || what == "-" || what.contains(":") else {
            let hint = Suggestion.hint(for: what, among: library?.launches.map(\.id) ?? [])
            throw Failure("\"\(what)\" is not a launch, file or folder; \(hint)")
        }
        if ArchiveReader.isArchive(what) || EngineAddress.isAddress(what) {
            var opening = Opening(.charts(isLive: false))
            opening.archive = .replay(what)
            return try open(opening, ledger: Ledger())
        }
        let ledger = try SourceLoader.ledger(of: what, decoder: reading.decoder(common))
        try open(Opening(.charts(isLive: false)), ledger: ledger)
    }

    /// Opens a launch. The rest of the library is loaded in the background.
    private func open(_ launch: Launch) throws {
        var ledger = Ledger()
        ledger.append(launch)
        try open(Opening(.launch(launch)), ledger: ledger)
    }

    private func open(_ opening: Opening, ledger: Ledger) throws {
        var opening = opening
        (opening.at, opening.from, opening.to) = (at, from, to)
        opening.speed = speed
        let session = common.session(opening, ledger)
        if let cast {
            try session.writeCast(to: cast, size: size.size, title: "launchtop: replay of \(what)")
        } else {
            try session.run()
        }
    }
}
