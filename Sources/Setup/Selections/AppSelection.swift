package import Collector
package import History
package import Market

/// Finds the app that a command names by id, launch id or part of the name.
package struct AppSelection {
    private let name: String
    private let source: DataSource

    package init(_ name: String, from source: DataSource) { (self.name, self.source) = (name, source) }

    /// Finds the app. Without a named source, the short id of a launch is looked up in the library first. An app on the
    /// watchlist is found even if no chart has listed it.
    ///
    /// - Returns: The app and a ledger that contains it.
    /// - Throws: An error if no app matches. If several apps match, the error lists their names.
    package func find(_ setup: Setup) throws(Failure) -> (app: AppID, ledger: LedgerSnapshot) {
        if source.name == nil, let library = try? setup.library().ledger.snapshot,
            let launch = library.launch(id: name)
        {
            return (launch.app, library)
        }
        let ledger = try setup.ledger(from: source.name, decoder: source.decoder, about: .named(name)).snapshot
        return (try ledger.listedOrWatchedApp(named: name), ledger)
    }
}
