import History
import Market
import TestSupport

/// Invented launches for comparisons.
enum InventedLaunches {
    static let us = Scope(stores: [.appStore], storefronts: [Storefront(stored: "us")].compactMap { $0 })

    /// Returns a launch with the given daily downloads.
    static func launch(
        _ id: String,
        _ name: String,
        day0: String,
        kind: LaunchKind = .launch,
        days: [Double],
        scope: Scope = us
    ) -> Launch {
        let first = Fixtures.day(day0)
        return Launch(
            id: id,
            name: name,
            kind: kind,
            app: Fixtures.app("4711"),
            developer: nil,
            store: .appStore,
            day0: first,
            storefronts: scope.storefronts ?? [],
            access: "open",
            series: "model",
            observations: days.enumerated().map { day, value in
                Observation(
                    metric: .downloads,
                    value: value,
                    period: .day(first.advanced(by: day)),
                    scope: scope,
                    kind: .estimate,
                    series: "model",
                    source: Citation(name: "Paper", address: nil, published: "2026")
                )
            },
            events: [],
            conflicts: [],
            missing: []
        )
    }

    static func library(_ launches: Launch...) -> LedgerSnapshot {
        var ledger = Ledger()
        for launch in launches { ledger.append(launch) }
        return ledger.snapshot
    }
}
