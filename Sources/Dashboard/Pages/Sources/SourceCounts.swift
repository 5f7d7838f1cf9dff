import History
import Market

/// The number of sources without a problem, by what is known about them. An archive isn't a source.
struct SourceCounts: Hashable, Sendable {
    /// Sources whose last poll was OK.
    let ok: Int
    /// Sources that haven't been polled yet.
    let waiting: Int
    /// Sources that no process polls.
    let unpolled: Int

    init(of sources: [SourceHealth], at now: Timestamp) {
        let polled = sources.filter { $0.isPolled && !$0.isArchive }
        ok = polled.count { $0.isOK(at: now) }
        waiting = polled.count { $0.lastSuccess == nil && $0.condition(at: now) == nil }
        unpolled = sources.count { !$0.isPolled && !$0.isArchive }
    }

    /// "12 OK", "2 waiting" and "3 not polled"; without those that are zero.
    var texts: [String] {
        [(ok, "OK"), (waiting, "waiting"), (unpolled, "not polled")].filter { $0.0 > 0 }
            .map { "\(NumberFormat.grouped($0.0)) \($0.1)" }
    }
}
