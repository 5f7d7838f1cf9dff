public import Canvas
public import Dashboard
import Foundation
public import History
import Ingest
import Market
import Simulation

/// Dashboards in known states.
public enum Dashboards {
    /// The bundled library.
    public static func library() throws -> LedgerSnapshot {
        var ledger = Ledger()
        for id in ["chatgpt", "sora"] { ledger.append(try Fixtures.launch(id)) }
        return ledger.snapshot
    }

    /// The replay of Sora's launch at an instant.
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

    /// An invented market of three countries over six days.
    public static func market() -> LedgerSnapshot {
        var ledger = Ledger()
        let storefronts = ["us", "jp", "de"].compactMap { Storefront($0) }
        SimulatedMarket(storefronts: storefronts, hours: 144, seed: 1, start: Fixtures.time("2026-03-01"))
            .forEachSnapshot { ledger.append($0) }
        return ledger.snapshot
    }

    /// A replay of that market at an instant.
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
    /// - Returns: all effects.
    @discardableResult
    public mutating func press(_ keys: Key...) -> [Effect] { keys.flatMap { apply(.key($0)) } }
}
