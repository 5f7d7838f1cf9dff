import Foundation
import Simulation
import TimeSeries

/// Hourly snapshots of charts, the input of the store benchmarks.
struct Workload {
    static let depth = 200
    static let storefronts = 20
    static let kinds = 3
    /// The time of the first hour, in seconds since the Unix epoch: 2025-01-01T00:00:00Z.
    static let start: Int64 = 1_735_689_600

    let charts: Int
    let hours: Int
    /// The app ids, ordered by chart, hour and rank.
    private let ids: [UInt32]

    var points: Int { ids.count }

    /// Reads a file of ids as 32-bit little-endian numbers, ordered by chart (60), hour and rank (200).
    ///
    /// - Throws: An error if the file can't be read or has the wrong size.
    init(file: String) throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: file))
        charts = Self.storefronts * Self.kinds
        hours = data.count / 4 / charts / Self.depth
        guard data.count == hours * charts * Self.depth * 4, hours > 0 else {
            throw CocoaError(.fileReadCorruptFile)
        }
        ids = data.withUnsafeBytes { bytes in
            (0..<data.count / 4).map {
                UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self))
            }
        }
    }

    /// Generates snapshots: the top 200 of 600 apps by score. Scores revert to their means (an Ornstein-Uhlenbeck
    /// process with a half-life of 72 h) and have a small daily wave; launches raise a score, and the effect fades.
    ///
    /// - Parameter hold: The number of hours for which each snapshot stays the same.
    init(charts: Int, hours: Int, hold: Int = 1, seed: UInt64 = 20_250_101) {
        self.charts = charts
        self.hours = hours
        ids = (0..<charts).flatMap { chart in
            var market = ChartModel(chart: chart, seed: seed)
            var list: [UInt32] = []
            return (0..<hours).flatMap { hour in
                let next = market.step(hour: hour)
                if hour % hold == 0 { list = next }
                return list
            }
        }
    }

    func write(to file: URL) throws {
        try ids.map(\.littleEndian).withUnsafeBytes { try Data($0).write(to: file) }
    }

    func list(chart: Int, hour: Int) -> ArraySlice<UInt32> {
        let first = (chart * hours + hour) * Self.depth
        return ids[first..<first + Self.depth]
    }

    func entries(chart: Int, hour: Int) -> [RankingSeries.Entry] {
        list(chart: chart, hour: hour).enumerated().map { .init(rank: UInt16($0 + 1), id: $1) }
    }

    static func time(_ hour: Int) -> Int64 { start + Int64(hour) * 3600 }
}

/// The apps that compete for one chart, and their scores.
private struct ChartModel {
    private static let pool = 600
    private let apps: [UInt32]
    private let spread: [Double]
    private let waves: [(phase: Double, height: Double)]
    private let fading: [Double]
    private var drift: [Double]
    private var launches = [Double](repeating: 0, count: pool)
    private var generator: SeededGenerator
    private let keeping = pow(0.5, 1.0 / 72)

    init(chart: Int, seed: UInt64) {
        var generator = SeededGenerator(seed: seed &+ UInt64(chart))
        let isPaid = chart % Workload.kinds == 1
        let universe = (0..<UInt32(isPaid ? 1600 : 2400)).map { (isPaid ? 2_000_000 : 1_000_000) + $0 }
        // Apps popular in one country are popular in most.
        let order = universe.indices.map { (log(Double($0 + 1)) + 0.8 * generator.normal(), $0) }
            .sorted { $0.0 < $1.0 }
        apps = order.prefix(Self.pool).map { universe[$0.1] }
        spread = (0..<Self.pool).map { _ in 0.0045 * (1 + 0.5 * generator.fraction()) }
        waves = (0..<Self.pool).map { _ in (generator.fraction() * 24, 0.01 * generator.fraction()) }
        fading = (0..<Self.pool).map { _ in exp(-1 / (24 + 96 * generator.fraction())) }
        let keeping = keeping
        drift = spread.map { generator.normal() * $0 / (1 - keeping * keeping).squareRoot() }
        self.generator = generator
    }

    /// Advances the scores by one hour and returns the ids of the top 200 apps.
    mutating func step(hour: Int) -> [UInt32] {
        for app in 0..<Self.pool {
            drift[app] = drift[app] * keeping + generator.normal() * spread[app]
            launches[app] *= fading[app]
        }
        if generator.fraction() < 1.0 / 36 {
            let app = Int.random(in: 200..<Self.pool, using: &generator)
            launches[app] += 0.5 + 4 * generator.fraction()
        }
        let scores = (0..<Self.pool).map { app in
            let wave = waves[app].height * cos(2 * .pi * (Double(hour) - waves[app].phase) / 24)
            return -0.9 * log(Double(app + 1)) + drift[app] + wave + launches[app]
        }
        let best = scores.indices.sorted { scores[$0] > scores[$1] }
        return best.prefix(Workload.depth).map { apps[$0] }
    }
}

extension SeededGenerator {
    /// Returns a random number from 0 up to but not including 1.
    fileprivate mutating func fraction() -> Double { Double.random(in: 0..<1, using: &self) }

    /// Returns a random number from the standard normal distribution (Box-Muller transform).
    fileprivate mutating func normal() -> Double {
        (-2 * log(1 - fraction())).squareRoot() * cos(2 * .pi * fraction())
    }
}
