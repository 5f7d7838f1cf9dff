import ArgumentParser
import Canvas
import Dashboard
import Foundation
import Growth
import History
import Market
import TestSupport
import TimeSeries

/// A benchmark that measures a comparison of seven launches over ninety days with hourly ranks.
struct GrowthBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "growth",
        abstract: "Measure a comparison of seven launches with hourly ranks over ninety days.",
    )

    private static let days = 90
    private static let launches = 7

    func run() throws {
        let scope = Scope(stores: [.appStore], storefronts: [])
        var chance = SeededGenerator(seed: 1)
        let tracks = (0..<Self.launches).map { Self.track($0, using: &chance) }
        let counts = (0..<Self.launches).map { Self.counts($0, using: &chance) }
        let time = median(of: 200) {
            Self.compare(tracks: tracks, counts: counts, measure: Measure(.downloads, scope))
        }
        let samples = tracks.reduce(0) { $0 + $1.samples.count }
        let walk = median(of: 200) {
            var sum: Int64 = 0
            for track in tracks { for sample in track.samples { sum &+= sample.time.seconds } }
            precondition(sum != 0, "the samples have times")
        }
        Figure("comparison_7_launches_90_days_hourly_ms", time.p50 * 1e3, "ms", p95: time.p95 * 1e3)
            .compared(to: "one walk over \(samples) samples", walk.p50 * 1e3).print()
        try measurePages()
    }

    /// Measures whole frames of the Compare page, with seven bundled launches and with seven live apps with hourly
    /// data.
    private func measurePages() throws {
        let folder = Fixtures.repository.appendingPathComponent("Data/launches").path
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        var ledger = Ledger()
        for name in names where name.hasSuffix(".toml") {
            ledger.append(try Fixtures.launch(String(name.dropLast(5))))
        }
        let library = ledger.snapshot
        let bundled = library.launches.prefix(Self.launches).map { CompareItem.launch($0.id) }
        try measure(bundled, data: LedgerSnapshot(), library: library, "library", .total)
        let market = Dashboards.market()
        guard let chart = market.charts.first, let end = market.span?.end,
            let ranking = market.ranking(of: chart, asOf: end)
        else { return }
        let apps = ranking.entries.prefix(Self.launches).map { CompareItem.app($0.app) }
        try measure(apps, data: market, library: library, "live", .rank)
    }

    private func measure(
        _ compared: [CompareItem],
        data: LedgerSnapshot,
        library: LedgerSnapshot,
        _ name: String,
        _ view: PageView
    ) throws {
        guard let end = data.span?.end ?? library.span?.end else { return }
        var state = DashboardState.showingComparison(
            compared,
            data: data,
            library: library,
            at: end,
            view: view,
            showsBand: true
        )
        _ = state.apply(.resize(Size(columns: 200, rows: 60)))
        let blank = median(of: 200) { _ = Frame(size: Size(columns: 200, rows: 60)) }
        let frame = median(of: 200) { _ = state.frame(theme: .standard) }
        Figure("frame_compare_\(name)_\(compared.count)_200x60_ms", frame.p50 * 1e3, "ms", p95: frame.p95 * 1e3)
            .compared(to: "blank frame", blank.p50 * 1e3).print()
    }

    /// Computes everything the Compare page needs: curves, table, leads, band, ranks by hour and by day.
    private static func compare(tracks: [RankTrack], counts: [CounterSeries], measure: Measure) {
        let curves = tracks.indices.map { index in
            LaunchCurve(
                id: "\(index)",
                name: "Launch \(index)",
                origin: origin(index),
                counts: [.init(measure, kind: .exact, source: "report", series: counts[index])],
                tracks: [tracks[index]]
            )
        }
        guard let comparison = LaunchComparison(curves) else { preconditionFailure("there are launches") }
        var known = 0
        for index in 1..<curves.count {
            known += comparison.lead(against: index) == nil ? 0 : 1
            known += comparison.rankLeads(atAge: 30 * Day.secondsPerDay, against: index).count
        }
        known += CohortBand(of: curves, in: measure, days: days).ages.count
        for curve in curves {
            for track in curve.tracks { known += track.hours(since: curve.origin, limit: days * 24).count }
            for day in 0..<days { known += curve.own?.added(on: day) == nil ? 0 : 1 }
        }
        let leads = 2 * (launches - 1)
        precondition(known == leads + days + launches * days * 25, "all of it is known")
    }

    private static func origin(_ index: Int) -> Timestamp { Day(number: 20_000 + 31 * index).start }

    private static func track(_ index: Int, using chance: inout SeededGenerator) -> RankTrack {
        guard let storefront = Storefront(stored: "us") else { preconditionFailure("us is a storefront") }
        let samples = (0..<days * 24).map { hour in
            RankTrack.Sample(origin(index) + Int64(hour * 3600), Rank(Int.random(in: 1...200, using: &chance)))
        }
        return RankTrack(Chart(storefront: storefront, kind: .topFree), samples: samples)
    }

    private static func counts(_ index: Int, using chance: inout SeededGenerator) -> CounterSeries {
        var series = CounterSeries()
        for day in 0..<days {
            let value = Int64.random(in: 1000...100_000, using: &chance)
            series.add(.init(days: [origin(index).day.number + day], value: value))
        }
        return series
    }
}
