import ArgumentParser
import Foundation
import TestSupport

/// A command that feeds random bytes to the ranking decoders, for much longer than the tests do.
struct RankingFuzzing: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuzz",
        abstract: "Feed random and mutated bytes to the ranking decoders."
    )

    @Option(help: "Number of cases") var cases = 1_000_000
    @Option(help: "Random seed") var seed = UInt64.random(in: 0...UInt64.max)

    func run() throws {
        print("seed \(seed)")
        var fuzz = RankingFuzz(seed: seed)
        for _ in 0..<cases { fuzz.step() }
        for error in fuzz.errors { print(error) }
        print("\(fuzz.cases) cases, \(fuzz.understood) accepted, \(fuzz.errors.count) errors")
        if !fuzz.errors.isEmpty { throw ExitCode.failure }
    }
}
