public import Canvas
public import Dashboard
import Foundation
public import History
public import Market
import Simulation

/// Dashboards in known states.
public enum Dashboards {
    /// Returns a library with two of the bundled launches, ChatGPT and Sora.
    public static func library() throws -> LedgerSnapshot {
        var ledger = Ledger()
        for id in ["chatgpt", "sora"] { ledger.append(try Fixtures.launch(id)) }
        return ledger.snapshot
    }

    /// Returns the replay of Sora's launch, paused at an instant.
    public static func sora(at time: String, size: Size) throws -> DashboardState {
        let ledger = try library()
        var state = DashboardState.openingLaunch(
            try Fixtures.launch("sora"),
            in: ledger,
            now: Fixtures.time("2026-11-01")
        )
        state.start(at: Fixtures.time(time), speed: nil)
        _ = state.apply(.resize(size))
        return state
    }

    /// Returns a simulated market of three storefronts over six days.
    public static func market() -> LedgerSnapshot { simulated }

    /// The simulated market, computed once because many tests need it.
    private static let simulated: LedgerSnapshot = {
        var ledger = Ledger()
        fill(&ledger, storefronts: ["us", "jp", "de"], hours: 144, seed: 1, start: "2026-03-01")
        return ledger.snapshot
    }()

    /// Adds the top free charts of a simulated market to a ledger.
    ///
    /// - Parameters:
    ///   - start: The first day or instant, in ISO 8601 format.
    ///   - end: The time after which snapshots are left out, or `nil` to add all of them.
    public static func fill(
        _ ledger: inout Ledger,
        storefronts codes: [String],
        hours: Int,
        launches: Int = 1,
        seed: UInt64,
        start: String,
        until end: Timestamp? = nil
    ) {
        let storefronts = codes.compactMap { Storefront(stored: $0) }
        SimulatedMarket(
            storefronts: storefronts,
            hours: hours,
            seed: seed,
            start: Fixtures.time(start),
            launches: launches
        )
        .forEachSnapshot { snapshot in
            guard end.map({ snapshot.observedAt <= $0 }) ?? true else { return }
            ledger.append(snapshot)
        }
    }

    /// Returns a live dashboard on the Sources page, with sources that are OK, failing, frozen or unreadable, or whose
    /// snapshots are quarantined.
    public static func sources(size: Size) -> DashboardState {
        var ledger = Ledger()
        for source in feedStories(now: Fixtures.time("2026-03-05T12:00:00Z")) { ledger.note(source) }
        let now = Fixtures.time("2026-03-05T12:00:00Z")
        var state = DashboardState.openingCharts(ledger.snapshot, now: now, isLive: true)
        _ = state.apply(.resize(size))
        state.press("8")
        return state
    }

    private static func feedStories(now: Timestamp) -> [SourceHealth] {
        func source(_ path: String, _ change: (inout SourceHealth) -> Void) -> SourceHealth {
            var source = SourceHealth(source: "https://rss.example.com/\(path)", interval: 900)
            (source.lastAttempt, source.lastSuccess, source.newestData) = (now - 240, now - 240, now - 240)
            source.nextAttempt = now + 660
            (source.latency, source.bytes, source.entryCount) = (182, 41_300, 100)
            change(&source)
            return source
        }
        return [
            source("us/top-free") { _ in },
            source("us/top-paid") { $0.note = "US Top Paid: only 99 entries; the last snapshot had 100" },
            source("jp/top-free") { source in
                source.error = "https://rss.example.com/jp/top-free: HTTP 403 Forbidden"
                (source.lastSuccess, source.newestData, source.nextAttempt) = (now - 7200, now - 7200, now + 1500)
                source.waitReason = "permanent error; retrying less often"
            },
            source("br/top-free") { $0.frozenSince = now - 5 * 86_400 },
            source("de/top-free") { source in
                source.quarantine(
                    .init(
                        at: now - 240,
                        chart: Fixtures.chart("de"),
                        reason: "shares only 37 of its 100 apps with the snapshot 15 min earlier"
                    )
                )
            },
            {
                var source = SourceHealth(source: "/home/me/charts")
                (source.lastAttempt, source.lastSuccess, source.newestData) = (now, now, now - 86_400)
                (source.unreadable, source.firstUnreadable) = (
                    2, "/home/me/charts/b.json: is an HTML page, not a chart"
                )
                return source
            }(),
        ]
    }

    /// Returns a replay of the market that ``market()`` returns, paused at an instant.
    public static func marketReplay(at time: String, size: Size) -> DashboardState {
        var state = DashboardState.openingCharts(market(), now: Fixtures.time("2026-04-01"), isLive: false)
        state.start(at: Fixtures.time(time), speed: nil)
        _ = state.apply(.resize(size))
        return state
    }
}

extension DashboardState {
    /// Presses keys one after the other.
    ///
    /// - Returns: The effects of all keys, in order.
    @discardableResult
    public mutating func press(_ keys: Key...) -> [Effect] { keys.flatMap { apply(.key($0)) } }
}
