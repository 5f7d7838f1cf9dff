package import Collector
package import Dashboard
package import History
import Market

/// Finds the launches and apps that a command compares.
package struct CompareSelection {
    private let ids: [String]
    private let source: DataSource

    /// - Throws: An error if there are too few or too many launches, or duplicates.
    package init(_ ids: [String], from source: DataSource) throws(UsageError) {
        try Self.check(ids)
        (self.ids, self.source) = (ids, source)
    }

    /// Throws an error if there are too few or too many launches, or duplicates.
    package static func check(_ ids: [String]) throws(UsageError) {
        guard (2...CompareItem.limit).contains(ids.count) else {
            throw UsageError("compare takes 2 to \(CompareItem.limit) launches, not \(ids.count)")
        }
        var names: Set<String> = []
        let duplicate = ids.first { !names.insert($0.lowercased()).inserted }
        if let duplicate { throw UsageError("duplicate launch \"\(duplicate)\"; compare it with a different one") }
    }

    /// Returns the page that compares the launches.
    ///
    /// - Parameters:
    ///   - view: The view to open; `nil` for the default.
    ///   - showsBand: Whether to show the median and quartiles of the library.
    /// - Throws: An error with suggestions if one of them is neither in the library nor in the source.
    package func page(
        _ setup: Setup,
        view: PageView?,
        origin: CompareAlignment,
        showsBand: Bool
    ) throws -> PageSelection {
        let (compared, data, library) = try find(setup)
        let end = data.span?.end ?? library.span?.end ?? SystemClock.now()
        let state = { instant in
            DashboardState.showingComparison(
                compared,
                data: data,
                library: library,
                at: instant,
                view: view,
                origin: origin,
                showsBand: showsBand
            )
        }
        return PageSelection(title: ids.joined(separator: " and "), end: end, state: state) { instant in
            // None of the launches can be aligned this way, or several events match.
            if let problem = state(instant).misalignment { throw Failure(problem) }
        }
    }

    private func find(_ setup: Setup) throws(Failure) -> (
        compared: [CompareItem], data: LedgerSnapshot, library: LedgerSnapshot
    ) {
        let library = try setup.reportedLibrary()
        var data = LedgerSnapshot()
        if source.name != nil || !Self.areLaunches(ids, in: library) {
            data = try setup.ledger(from: source.name, decoder: source.decoder).snapshot
            // An app in both stores is compared in both.
            data.setEntered(StateFile.watchedApps())
        }
        return (try CompareItem.items(ids, in: data, library: library), data, library)
    }

    /// Returns whether every id is the id of a launch in the library.
    package static func areLaunches(_ ids: [String], in library: LedgerSnapshot) -> Bool {
        ids.allSatisfy { library.launch(id: $0.lowercased()) != nil }
    }
}
