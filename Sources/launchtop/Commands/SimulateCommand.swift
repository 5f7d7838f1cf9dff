import ArgumentParser
import Foundation
import Market
import Simulation

struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Write an invented market as snapshot files in Apple's format.",
        discussion: "Names and ids are invented. The same seed writes the same files."
    )

    @Argument(help: "The folder to write into; it is made where it is missing.") var folder: String
    @Option(help: "How many storefronts, 1 to 20.") var storefronts = 2
    @Option(help: "How many hours, one snapshot each, 1 to 2000.") var hours = 168
    @Option(help: "Where chance begins.") var seed: UInt64 = 1

    static let codes = [
        "us", "gb", "de", "fr", "jp", "cn", "kr", "in", "br", "ca", "au", "it", "es", "mx", "tr", "nl", "se", "sg",
        "hk", "tw",
    ]

    func validate() throws {
        guard (1...Self.codes.count).contains(storefronts), (1...2000).contains(hours) else {
            throw ArgumentParser.ValidationError("--storefronts is 1 to \(Self.codes.count), --hours is 1 to 2000")
        }
    }

    func run() throws {
        let target = URL(fileURLWithPath: folder)
        var count = 0
        do {
            try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
            guard let start = Day(year: 2026, month: 3, day: 1)?.start else { return }
            let market = SimulatedMarket(
                storefronts: Self.codes.prefix(storefronts).compactMap { Storefront($0) },
                hours: hours,
                seed: seed,
                start: start
            )
            try market.forEachSnapshot { snapshot in
                let file = target.appendingPathComponent(AppleFormat.fileName(of: snapshot))
                try Data(AppleFormat.body(of: snapshot).utf8).write(to: file)
                count += 1
            }
        } catch {
            throw Failure("\(folder) cannot be written after \(count) files: \(error.localizedDescription)")
        }
        try Say.line("\(count) snapshots in \(folder)")
    }
}
