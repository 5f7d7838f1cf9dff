import Foundation
import Ingest

/// Spares hosts where sources are read once, one after the other: as many requests a minute as the settings allow.
struct HostRateLimiter {
    /// Seconds from one request of a host to the next; `nil` without a limit.
    private let spacing: Double?
    private var last: [String: ContinuousClock.Instant] = [:]

    init(_ polling: PollingSettings) { spacing = polling.requestsPerMinute.map { 60 / Double(max(1, $0)) } }

    /// Waits, on this thread, until the source's host may be asked; files have none.
    mutating func wait(for source: SourceName) {
        guard case .web(let url) = source, let host = url.host, let spacing else { return }
        let clock = ContinuousClock()
        if let last = last[host] {
            let left = .seconds(spacing) - (clock.now - last)
            if left > .zero { Thread.sleep(forTimeInterval: left / .seconds(1)) }
        }
        last[host] = clock.now
    }

    /// How long the sources take, in seconds, for those of one host wait for each other.
    func seconds(for sources: [SourceName]) -> Double {
        let hosts = sources.compactMap { if case .web(let url) = $0 { url.host } else { nil } }
        let most = Dictionary(grouping: hosts) { $0 }.values.map(\.count).max() ?? 0
        return Double(max(0, most - 1)) * (spacing ?? 0)
    }
}
