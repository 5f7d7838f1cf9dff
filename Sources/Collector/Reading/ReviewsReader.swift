import Formats
import Foundation
import History
import Input
import Market
import Transport

/// A type that polls the reviews of apps in some storefronts, with one request per page.
///
/// The pages of a feed are read until one has a review that is known from an earlier round. An edited review is among the
/// newest, so it doesn't end the feed.
struct ReviewsReader: Sendable {
    /// The minimum number of seconds between polls. The feed is published with delay.
    static let minimumInterval: Int64 = 1800
    static let host = "itunes.apple.com"
    /// The maximum number of feeds for which the tags of conditional requests are kept.
    private static let tagLimit = 4_000

    let transport: any Transport
    private(set) var progress: ReviewProgress
    /// The feeds of this round that haven't been read yet.
    private var pending: [ReviewedApp] = []
    /// The headers of each feed's first page, with which the server may respond that nothing changed.
    private var tags: [ReviewedApp: Tags] = [:]

    private struct Tags {
        var entityTag: String?
        var lastModified: String?
    }

    /// Creates a reader.
    ///
    /// - Parameter state: The text that an earlier reader kept about its progress; `nil` if there is none.
    init(transport: any Transport, state: String?) {
        self.transport = transport
        progress = state.map { ReviewProgress(text: $0) } ?? ReviewProgress()
    }

    /// Sends the next request of a round. Without App Store apps, sends none.
    ///
    /// A request that the server refuses, or that fails temporarily, is sent again by the next poll. A feed whose page
    /// can't be read is skipped until the next round.
    ///
    /// - Parameter known: The reviews received so far.
    mutating func read(
        _ storefronts: [Storefront],
        of apps: Set<AppID>,
        known: [AppID: [Storefront: ReviewSeries]],
        label: String,
        now: Timestamp,
        into reading: inout SourceReader.Reading
    ) async {
        if pending.isEmpty { startRound(storefronts, of: apps) }
        guard let feed = pending.first else {
            reading.readable = 1
            return
        }
        let before = progress.feeds[feed]
        let number = (before?.count ?? 0) + 1
        guard let url = ReviewFeedURL.page(number, of: feed.app, in: feed.storefront) else { return }
        let tags = before == nil ? tags[feed] : nil
        let request = FetchRequest(url, entityTag: tags?.entityTag, lastModified: tags?.lastModified)
        do throws(FetchFailure) {
            let response = try await transport.response(to: request)
            reading.note(response)
            if response.isUnchanged {
                finish(feed, into: &reading)
                return
            }
            do throws(InputError) {
                let origin = "\(label), \(feed.storefront.label) \(feed.app.text)"
                let page = try ReviewFeed(Document(origin: origin, body: response.body), receivedAt: now)
                reading.problems = page.warnings
                take(page, number: number, of: feed, since: before?.start ?? now, known, into: &reading)
                if number == 1 { keep(response, of: feed) }
            } catch {
                pending.removeFirst()
                reading.fail(error)
            }
        } catch {
            if case .permanent = error.kind { pending.removeFirst() }
            let problem = InputError(label, "\(feed.storefront.label) \(feed.app.text): \(error.error.problem)")
            reading.fail(problem, PollOutcome(error))
        }
    }

    private mutating func startRound(_ storefronts: [Storefront], of apps: Set<AppID>) {
        let apps = apps.filter { $0.store == .appStore }.sorted()
        pending = storefronts.flatMap { storefront in apps.map { ReviewedApp(app: $0, storefront: storefront) } }
        let wanted = Set(pending)
        progress.keep(wanted)
        tags = tags.filter { wanted.contains($0.key) }
    }

    /// Takes the reviews of a page, and decides whether the feed has more.
    private mutating func take(
        _ page: ReviewFeed,
        number: Int,
        of feed: ReviewedApp,
        since start: Timestamp,
        _ known: [AppID: [Storefront: ReviewSeries]],
        into reading: inout SourceReader.Reading
    ) {
        let series = known[feed.app]?[feed.storefront]
        let reachesKnown = page.reviews.contains { review in
            guard let known = series?.review(review.id), known.receivedAt < start else { return false }
            return review.replacement(of: known) == nil
        }
        let isLast =
            page.reviews.isEmpty || number >= min(page.lastPage ?? .max, ReviewFeedURL.pageLimit) || reachesKnown
        let text = progress.text
        progress.record(isLast ? nil : ReviewProgress.Pages(count: number, start: start), of: feed)
        if progress.text != text { reading.state = progress.text }
        // In the order in which they were published.
        reading.reviews = page.reviews.reversed().map { ReviewReading($0, of: feed.app, in: feed.storefront) }
        if isLast { return finish(feed, into: &reading) }
        (reading.documents, reading.readable, reading.hasMore) = (1, 1, true)
    }

    private mutating func finish(_ feed: ReviewedApp, into reading: inout SourceReader.Reading) {
        pending.removeFirst()
        reading.reviews = reading.reviews ?? []
        (reading.documents, reading.readable, reading.hasMore) = (1, 1, !pending.isEmpty)
    }

    private mutating func keep(_ response: FetchResponse, of feed: ReviewedApp) {
        guard tags[feed] != nil || tags.count < Self.tagLimit else { return }
        tags[feed] = Tags(entityTag: response.entityTag, lastModified: response.lastModified)
    }
}
