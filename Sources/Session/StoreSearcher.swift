import Collector
import Dashboard
import Input
import Market
import Synchronization

/// A type that searches the App Store in the background, one search at a time. A new search cancels the previous one.
final class StoreSearcher: Sendable {
    private let inbox: Inbox
    private let search: AppSearch
    private let running = Mutex<Task<Void, Never>?>(nil)

    init(_ inbox: Inbox, search: AppSearch = AppSearch()) {
        (self.inbox, self.search) = (inbox, search)
    }

    /// Starts a search. The outcome is posted to the inbox.
    func start(_ wanted: StoreSearch) {
        inbox.expect(1)
        let task = Task { [inbox, search] in
            let outcome = await Self.outcome(of: wanted, by: search)
            if Task.isCancelled { inbox.settle() } else { inbox.settle(with: outcome) }
        }
        let previous = running.withLock { running in
            defer { running = task }
            return running
        }
        previous?.cancel()
    }

    private static func outcome(of wanted: StoreSearch, by search: AppSearch) async -> StoreSearch.Outcome {
        guard let storefront = wanted.storefronts.first else { return .init(wanted, problem: "no storefront") }
        let query: AppSearch.Query
        do throws(InvalidText) {
            query = try AppSearch.Query(wanted.term, in: storefront)
        } catch {
            return .init(wanted, problem: error.problem)
        }
        do throws(InputError) {
            return .init(wanted, listings: try await search.apps(matching: query))
        } catch {
            return .init(wanted, problem: error.description)
        }
    }
}
