import Formats
import Foundation
import Input
import Market
import Transport

/// A type that polls the listings of apps in some storefronts, with one request per storefront and 200 apps.
struct RatingsReader: Sendable {
    /// The minimum number of seconds between polls. The store updates ratings a few times an hour at most.
    static let minimumInterval: Int64 = 900
    static let host = "itunes.apple.com"

    private struct Request {
        var storefront: Storefront
        var apps: [AppID]
    }

    let transport: any Transport
    /// The requests of this round that haven't succeeded yet.
    private var pending: [Request] = []

    init(transport: any Transport) { self.transport = transport }

    /// Sends the next request of a round. Without App Store apps, sends none.
    ///
    /// A request that the server refuses, or that fails temporarily, is sent again by the next poll; one whose response
    /// can't be read is skipped until the next round.
    mutating func read(
        _ storefronts: [Storefront],
        of apps: [AppID],
        label: String,
        now: Timestamp,
        into reading: inout SourceReader.Reading
    ) async {
        if pending.isEmpty { pending = Self.round(storefronts, apps.filter { $0.store == .appStore }.sorted()) }
        guard let next = pending.first, let url = AppLookup.lookup(next.apps, in: next.storefront) else {
            reading.readable = 1
            return
        }
        do throws(FetchFailure) {
            let response = try await transport.response(to: FetchRequest(url))
            reading.note(response)
            pending.removeFirst()
            do throws(InputError) {
                let found = try AppListings(Document(origin: label, body: response.body))
                let wanted = Set(next.apps)
                reading.listings = found.listings.filter { wanted.contains($0.app) }
                    .map { ListingReading($0, in: next.storefront, at: now) }
                reading.problems = found.warnings
                reading.documents = 1
                reading.readable = 1
                reading.hasMore = !pending.isEmpty
            } catch {
                reading.fail(error)
            }
        } catch {
            if case .permanent = error.kind { pending.removeFirst() }
            let problem = InputError(label, "\(next.storefront.label): \(error.error.problem)")
            reading.fail(problem, PollOutcome(error))
        }
    }

    private static func round(_ storefronts: [Storefront], _ apps: [AppID]) -> [Request] {
        let groups = stride(from: 0, to: apps.count, by: AppLookup.idLimit).map {
            Array(apps[$0..<min(apps.count, $0 + AppLookup.idLimit)])
        }
        return storefronts.flatMap { storefront in groups.map { Request(storefront: storefront, apps: $0) } }
    }
}
