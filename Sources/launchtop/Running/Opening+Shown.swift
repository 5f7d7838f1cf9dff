import ArgumentParser
import Collector
import Dashboard
import History
import Market

extension Opening {
    /// A page to show on top of the first one.
    enum Shown {
        /// An app, by id or name.
        case app(String)
        case launch(Launch)
        /// Launches and apps to compare, and the library.
        case comparison([String], LedgerSnapshot)
    }

    /// Returns what `launchtop` opens without a command: the archive if it has data, else the library.
    static func standard(_ common: CommonOptions) throws -> (opening: Opening, ledger: Ledger) {
        if let archive = try common.archiveToOpen() {
            var opening = Opening(.charts(isLive: true))
            opening.archive = .read(archive)
            return (opening, Ledger())
        }
        let library = try common.library()
        var opening = Opening(.library)
        opening.problems = library.problems
        return (opening, library.ledger)
    }

    /// Shows the page on top of the first one, if any.
    ///
    /// - Throws: An error if there is no such app or launch, with suggestions.
    func show(on state: inout DashboardState) throws(Failure) {
        switch shown {
        case .app(let text)?: state.start(onApp: try AppQuery.find(text, in: state.ledger))
        case .launch(let launch)?: state.start(on: launch)
        case .comparison(let ids, let library)?:
            _ = state.apply(.library(library))
            state.start(comparing: try CompareQuery.items(ids, in: state.data, library: library))
        case nil: break
        }
    }
}
