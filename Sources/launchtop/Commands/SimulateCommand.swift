import ArgumentParser
import Foundation
import Ingest
import Market
import Simulation

struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Write an invented market as snapshot files in Apple's format.",
        discussion: """
            Names and ids are invented. The same arguments write the same files. Top free and top paid are written as \
            the current feed prints them, top grossing as the legacy feed does, because the current one has none; \
            --format legacy writes all of them so.

            With --outages some files are damaged as feeds are in life, each kind in turn: there is no file; the body \
            is cut short; an HTML error page stands in its place; the feed is frozen, so that the body is that of the \
            hour before with its old “updated”; or one app of the upper half is left out for that hour, and all below \
            it stand one place higher. The first hour is always well, and at most every second file is damaged.

            A folder that holds anything but what these arguments write is refused, since two markets in one folder \
            would be read as one; --force writes all the same.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case json, legacy
    }

    @Argument(help: "The folder to write into; it is made where it is missing.", completion: .directory)
    var folder: String
    @Option(help: "How many storefronts, 1 to 175.") var storefronts = 2
    @Option(help: "Which charts: top-free, top-paid, top-grossing.", completion: Completion.simulatedCharts)
    var charts: [String] = []
    @Option(help: "How many hours, one snapshot each, 1 to 2000.") var hours = 168
    @Option(help: "Where chance begins.") var seed: UInt64 = 1
    @Option(help: "How many apps are launched among the free ones, and as many among the paid ones, 1 to 50.")
    var launches = 1
    @Option(help: "How fast the rest moves, as a multiple of the usual, 0 to 20.") var churn = 1.0
    @Option(help: "How many files are missing or damaged.") var outages = 0
    @Option(help: "json or legacy.") var format = Format.json
    @Flag(help: "Write into the folder whatever it holds.") var force = false

    /// The larger shops first, then the others by code.
    private static let all: [Storefront] = {
        let codes = [
            "us", "gb", "de", "fr", "jp", "cn", "kr", "in", "br", "ca", "au", "it", "es", "mx", "tr", "nl", "se", "sg",
            "hk", "tw",
        ]
        let large = codes.compactMap { Storefront(stored: $0) }
        return large + Storefront.all.filter { !large.contains($0) }
    }()

    func validate() throws {
        let count = Self.all.count
        try check((1...count).contains(storefronts), "--storefronts is 1 to \(count)")
        try check((1...2000).contains(hours), "--hours is 1 to 2000")
        try check((1...50).contains(launches), "--launches is 1 to 50")
        try check((0...20).contains(churn), "--churn is 0 to 20")
        let files = storefronts * hours * (try kinds().count)
        try check(
            files <= SourceReader.fileLimit,
            "that would be \(files) files; \(SourceReader.fileLimit) are read of one folder"
        )
        let limit = (hours - 1) * storefronts * (try kinds().count) / 2
        try check(
            (0...limit).contains(outages),
            "--outages is 0 to \(limit) here, half of the files after the first hour"
        )
    }

    private func check(_ isWell: Bool, _ sentence: String) throws {
        guard isWell else { throw ArgumentParser.ValidationError(sentence) }
    }

    private func kinds() throws -> [ChartKind] {
        let words = charts.flatMap { $0.split(separator: ",") }.map { $0.trimmingCharacters(in: .whitespaces) }
        var kinds: [ChartKind] = []
        for word in words {
            guard let kind = SimulatedMarket.kinds.first(where: { $0.slug == word.lowercased() }) else {
                let hint = Suggestion.hint(for: word, among: SimulatedMarket.kinds.map(\.slug))
                throw ArgumentParser.ValidationError("“\(word)” is no chart that can be invented; \(hint)")
            }
            if !kinds.contains(kind) { kinds.append(kind) }
        }
        return kinds.isEmpty ? [.topFree] : kinds
    }

    func run() throws {
        let target = URL(fileURLWithPath: folder)
        let market = try market()
        if !force { try SimulatedFolder(target).check(for: market, outages: outages) }
        var count = 0
        var damages: [Outage: Int] = [:]
        do {
            try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
            try market.forEachFile(outages: outages) { file in
                if let outage = file.outage { damages[outage, default: 0] += 1 }
                guard let body = file.body else { return }
                try Data(body).write(to: target.appendingPathComponent(file.name))
                count += 1
            }
        } catch {
            throw Failure("\(folder) cannot be written after \(count) files: \(error.localizedDescription)")
        }
        let parts = Outage.allCases.compactMap { kind in damages[kind].map { "\($0) \(kind.rawValue)" } }
        try Console.line(
            "\(count) snapshots in \(folder)" + (parts.isEmpty ? "" : "; \(parts.joined(separator: ", "))")
        )
    }

    private func market() throws -> SimulatedMarket {
        SimulatedMarket(
            storefronts: Array(Self.all.prefix(storefronts)),
            hours: hours,
            seed: seed,
            start: Timestamp(seconds: Self.start),
            charts: try kinds(),
            launches: launches,
            churn: churn,
            isLegacy: format == .legacy
        )
    }

    /// The first of March 2026, in seconds since 1970.
    private static let start: Int64 = 1_772_323_200
}
