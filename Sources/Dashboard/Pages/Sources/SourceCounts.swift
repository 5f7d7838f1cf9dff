import History
import Market

/// The numbers of sources that are OK, haven't been polled yet, or aren't polled. An archive isn't a source.
struct SourceCounts: Hashable, Sendable {
    /// The number of sources whose last poll was OK.
    let ok: Int
    /// The number of sources that haven't been polled yet.
    let waiting: Int
    /// The number of sources that no process polls.
    let unpolled: Int

    init(of sources: [SourceHealth], at now: Timestamp) {
        let polled = sources.filter { $0.isPolled && !$0.isArchive }
        ok = polled.count { $0.isOK(at: now) }
        waiting = polled.count { $0.lastSuccess == nil && $0.condition(at: now) == nil }
        unpolled = sources.count { !$0.isPolled && !$0.isArchive }
    }

    /// The nonzero counts as text, such as "12 OK", "2 waiting" and "3 not polled".
    var texts: [String] {
        [(ok, "OK"), (waiting, "waiting"), (unpolled, "not polled")].filter { $0.0 > 0 }
            .map { "\(NumberFormat.grouped($0.0)) \($0.1)" }
    }
}
