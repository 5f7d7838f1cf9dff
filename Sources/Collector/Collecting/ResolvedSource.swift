package import AppStoreConnect
package import Formats
import Foundation
package import Input
package import Market
package import Transport

/// A source to poll, with everything needed to read it.
package struct ResolvedSource: Sendable {
    package var name: SourceName
    /// Unique name on the screen and in the archive.
    package var label: String
    /// The number of seconds between polls of a URL.
    package var interval: Int64
    package var decoder = SnapshotDecoder()
    package var authorization: Secret?
    /// More request headers.
    package var headers: [RequestHeader]
    /// What to request if the documents are about ranges of days; `nil` for other sources.
    package var history: HistorySource?
    /// The API key of a source at App Store Connect.
    package var credentials: ConnectCredentials?

    package init(
        name: SourceName,
        label: String,
        interval: Int64,
        decoder: SnapshotDecoder = SnapshotDecoder(),
        authorization: Secret? = nil,
        headers: [RequestHeader] = [],
        history: HistorySource? = nil,
        credentials: ConnectCredentials? = nil
    ) {
        self.name = name
        self.label = label
        self.interval = interval
        self.decoder = decoder
        self.authorization = authorization
        self.headers = headers
        self.history = history ?? HistorySource(name, interval: interval)
        self.credentials = credentials
    }

    /// Seconds between polls of a file or folder without change notifications.
    static let pollInterval: Int64 = 1
    /// Seconds between polls of a file or folder with change notifications. The polls are needed because network shares
    /// don't report changes made by other computers.
    static let recheckInterval: Int64 = 60

    /// Whether the source is polled at a host.
    var isWeb: Bool {
        switch name {
        case .web, .ratings, .reviews, .sales, .appfigures: true
        case .file, .folder, .standardInput: false
        }
    }

    /// The number of seconds between polls. Ratings and reviews are polled less often than charts can be, and sales when a
    /// report is due.
    private var pollingInterval: Int64 {
        if let history { return history.schedule.interval }
        return switch name {
        case .ratings: max(interval, RatingsReader.minimumInterval)
        case .reviews: max(interval, ReviewsReader.minimumInterval)
        case .sales: SalesReader.retryInterval
        case .web, .file, .folder, .standardInput, .appfigures: interval
        }
    }

    /// The interval to show; `nil` if the source has none.
    var shownInterval: Int64? {
        if case .sales = name { return SalesReader.reportInterval }
        return isWeb ? pollingInterval : nil
    }

    /// Whether the source keeps text about what it has read.
    var keepsState: Bool { if case .reviews = name { true } else { credentials != nil || history != nil } }

    /// The host and interval of the source, for the poll plan.
    var polled: PolledSource {
        switch name {
        case .web(let url): PolledSource(host: url.host, interval: pollingInterval)
        case .ratings: PolledSource(host: RatingsReader.host, interval: pollingInterval)
        case .reviews: PolledSource(host: ReviewsReader.host, interval: pollingInterval)
        case .sales: PolledSource(host: SalesReportRequest.host, interval: pollingInterval)
        case .appfigures: PolledSource(host: AppfiguresReport.host, interval: pollingInterval)
        case .file, .folder, .standardInput: PolledSource(host: nil, interval: Self.pollInterval)
        }
    }

    /// The id of the API key of a source at App Store Connect; `nil` for other sources.
    package var keyID: String? { credentials?.keyID }

    /// The key id in the name of the private key's file; `nil` if it has none.
    package var keyIDInFileName: String? { credentials?.fileKeyID }

    /// The folder to watch for changes, and the name of the only relevant file in it (`nil` for all files). The
    /// property is `nil` if the source isn't a file or folder.
    var watchedFolder: (folder: String, name: String?)? {
        switch name {
        case .folder(let path): return (path, nil)
        case .file(let path):
            let url = URL(fileURLWithPath: path)
            return (url.deletingLastPathComponent().path, url.lastPathComponent)
        case .web, .ratings, .reviews, .sales, .appfigures, .standardInput: return nil
        }
    }

    /// Returns the sources for the charts, ratings and reviews of an app, the same as `launchtop watch` polls with the app's options.
    package static func charts(of app: WatchInvocation, interval: Int64) -> [ResolvedSource] {
        let names = try? AppStoreFeed.sources(
            storefronts: app.storefronts.map(\.code),
            charts: [app.chart.slug],
            genres: app.genres
        )
        return (names ?? []).map { ResolvedSource(name: $0, label: $0.label, interval: interval) }
            + listings(in: app.storefronts, interval: interval)
    }

    /// Returns the sources for the ratings and the reviews of the apps on the watchlist, one of each per storefront.
    package static func listings(in storefronts: [Storefront], interval: Int64) -> [ResolvedSource] {
        let storefronts = Set(storefronts).sorted()
        let names = storefronts.map { SourceName.ratings([$0]) } + storefronts.map { SourceName.reviews([$0]) }
        return names.map { ResolvedSource(name: $0, label: $0.label, interval: interval) }
    }

    /// Returns the sources with unique labels. URLs are shown without their query, so duplicates get a number.
    package static func uniquelyLabeled(_ sources: [ResolvedSource]) -> [ResolvedSource] {
        var seen: [String: Int] = [:]
        return sources.map { source in
            var source = source
            let number = seen[source.label, default: 0] + 1
            seen[source.label] = number
            if number > 1 { source.label += " (\(number))" }
            return source
        }
    }
}
