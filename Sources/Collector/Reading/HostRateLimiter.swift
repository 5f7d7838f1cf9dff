import AppStoreConnect
package import Formats
import Foundation
package import Settings

/// A type that limits the requests per minute to each host when sources are read once, one after another.
package struct HostRateLimiter {
    /// Minimum number of seconds between requests to a host; `nil` for no limit.
    private let spacing: Double?
    private var last: [String: ContinuousClock.Instant] = [:]

    package init(_ polling: PollingSettings) { spacing = polling.requestsPerMinute.map { 60 / Double(max(1, $0)) } }

    /// Blocks this thread until the next request to the source's host is allowed. Returns immediately for files.
    package mutating func wait(for source: SourceName) {
        guard let host = Self.host(of: source), let spacing else { return }
        let clock = ContinuousClock()
        if let last = last[host] {
            let left = .seconds(spacing) - (clock.now - last)
            if left > .zero { Thread.sleep(forTimeInterval: left / .seconds(1)) }
        }
        last[host] = clock.now
    }

    /// Returns the minimum time to read the sources within the limit, in seconds.
    package func seconds(for sources: [SourceName]) -> Double {
        let hosts = sources.compactMap(Self.host)
        let maximum = Dictionary(grouping: hosts) { $0 }.values.map(\.count).max() ?? 0
        return Double(max(0, maximum - 1)) * (spacing ?? 0)
    }

    /// Returns the host that a source sends requests to; `nil` if it sends none.
    private static func host(of source: SourceName) -> String? {
        switch source {
        case .web(let url): url.host
        case .ratings: RatingsReader.host
        case .reviews: ReviewsReader.host
        case .sales: SalesReportRequest.host
        case .appfigures: AppfiguresReport.host
        case .file, .folder, .standardInput: nil
        }
    }
}
