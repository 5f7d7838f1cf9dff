public import Archive
public import History
import Market

extension Ledger {
    /// Creates a ledger with the apps and names in an archive's catalog, as opening the archive does.
    public init(namesOf catalog: ArchiveCatalog) {
        self.init()
        for number in catalog.apps.keys.sorted() {
            guard let app = catalog.apps[number], let store = catalog.stores[number] else { continue }
            _ = handle(of: app, in: store)
        }
        for history in catalog.nameHistories {
            guard let app = catalog.apps[history.app] else { continue }
            restore(history.names, of: app, in: history.storefront)
        }
    }
}
