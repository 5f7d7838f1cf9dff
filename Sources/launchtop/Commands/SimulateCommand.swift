import ArgumentParser
import Collector
import Foundation
import Market
import Setup
import Simulation

struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Generate a simulated market as snapshot files in Apple's format.",
        discussion: """
            Names and ids are invented, and the same arguments always generate the same files. Top free and top paid use \
            the format of Apple's current RSS feed. Top grossing uses the legacy format, because it isn't in the current \
            feed; --format legacy uses the legacy format for all charts.

            --outages sets the number of files with a defect. The defects alternate: a missing file; a truncated file; an HTML error \
            page; a frozen feed, which repeats the previous hour and its "updated" time; and a missing app in the upper \
            half, with all apps below it moved up one rank. The first hour has no defects, and at most half of the files \
            have one.

            Refuses to write to a folder with other files, because two markets in one folder would be read as one. \
            --force overrides this.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case json, legacy
    }

    @Argument(help: "Folder to write to, created if missing.", completion: .directory)
    var folder: String
    @Option(help: "Number of storefronts, 1 to 175.") var storefronts = 2
    @Option(
        help: "Charts: top-free,top-paid,top-grossing (default: top-free).",
        completion: Completion.simulatedCharts
    )
    var charts: [String] = []
    @Option(help: "Number of hours, 1 to 2000; each chart has one snapshot per hour.") var hours = 168
    @Option(help: "Random seed.") var seed: UInt64 = 1
    @Option(help: "Number of launched apps, 1 to 50; applies to free and paid apps separately.")
    var launches = 1
    @Option(help: "Rate of rank changes, as a multiple of the normal rate, 0 to 20.") var churn = 1.0
    @Option(help: "Number of missing or damaged files.") var outages = 0
    @Option(help: "File format: Apple's v2 JSON, or its legacy JSON.") var format = Format.json
    @Flag(help: "Write to the folder even if it contains other files.") var force = false

    func validate() throws {
        let count = SimulatedMarket.allStorefronts.count
        try require((1...count).contains(storefronts), "--storefronts: invalid value \(storefronts); use 1 to \(count)")
        try require((1...2000).contains(hours), "--hours: invalid value \(hours); use 1 to 2000")
        try require((1...50).contains(launches), "--launches: invalid value \(launches); use 1 to 50")
        try require((0...20).contains(churn), "--churn: invalid value \(churn); use 0 to 20")
        let files = storefronts * hours * (try kinds().count)
        try require(
            files <= SourceReader.fileLimit,
            "too many files: \(files), but a folder may have at most \(SourceReader.fileLimit); "
                + "reduce --storefronts, --hours or --charts"
        )
        let limit = (hours - 1) * storefronts * (try kinds().count) / 2
        try require(
            (0...limit).contains(outages),
            "--outages: invalid value \(outages); use 0 to \(limit) (at most half of the files after the first hour)"
        )
    }

    private func require(_ condition: Bool, _ message: String) throws {
        guard condition else { throw ArgumentParser.ValidationError(message) }
    }

    private func kinds() throws -> [ChartKind] {
        let words = charts.flatMap { $0.split(separator: ",") }.map { $0.trimmingCharacters(in: .whitespaces) }
        var kinds: [ChartKind] = []
        for word in words {
            guard let kind = SimulatedMarket.kinds.first(where: { $0.slug == word.lowercased() }) else {
                let hint = Suggestion.hint(for: word, among: SimulatedMarket.kinds.map(\.slug))
                throw ArgumentParser.ValidationError("--charts: unknown chart \"\(word)\"; \(hint)")
            }
            if !kinds.contains(kind) { kinds.append(kind) }
        }
        return kinds.isEmpty ? [.topFree] : kinds
    }

    func run() throws {
        let written = try SimulatedFolder(folder).write(try market(), outages: outages, replaces: force)
        try Console.printLine(written)
    }

    private func market() throws -> SimulatedMarket {
        SimulatedMarket(
            storefronts: Array(SimulatedMarket.allStorefronts.prefix(storefronts)),
            hours: hours,
            seed: seed,
            charts: try kinds(),
            launches: launches,
            churn: churn,
            isLegacy: format == .legacy
        )
    }
}
