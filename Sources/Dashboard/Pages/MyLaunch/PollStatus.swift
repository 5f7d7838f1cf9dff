import History
import Market

/// A summary of polling across all sources of this run.
struct PollStatus: Hashable, Sendable {
    /// The number of sources that are polled; 0 in a replay.
    let count: Int
    /// The numbers of polled sources that are failing, frozen or stale.
    let conditions: SourceConditions
    /// The number of sources whose newest snapshot is quarantined until another one confirms it.
    let waiting: Int
    /// The time of the newest successful poll; `nil` if there is none.
    let last: Timestamp?
    /// The time of the next poll; `nil` if none is scheduled.
    let next: Timestamp?
    private let instant: Timestamp

    init(of sources: [SourceHealth], asOf instant: Timestamp) {
        let polled = sources.filter(\.isPolled)
        self.instant = instant
        count = polled.count
        conditions = SourceConditions(of: polled, at: instant)
        waiting = polled.count(where: \.awaitsConfirmation)
        last = polled.compactMap(\.lastSuccess).max()
        next = polled.compactMap(\.nextAttempt).min()
    }

    /// Whether the last poll of every source failed.
    var allFailing: Bool { count > 0 && conditions.only == .failing && conditions.count == count }

    /// The time until the next poll as text; `nil` if nothing is polled.
    var nextText: String? { next.map { Self.until($0, asOf: instant) } }

    /// A problem with polling as text: "1 of 8 sources failing", "1 failing, 1 stale of 8 sources", "1 of 8 sources
    /// with quarantined snapshots"; `nil` if all sources are OK.
    var problem: String? {
        let total = NumberFormat.count(count, "source")
        if let only = conditions.only { return "\(conditions.count) of \(total) \(only.rawValue)" }
        if conditions.count > 0 { return "\(conditions.text) of \(total)" }
        return waiting > 0 ? "\(waiting) of \(total) with quarantined snapshots" : nil
    }

    /// Returns the time until a poll as text: "in 12 min", "within 1 min", "overdue". Seconds aren't shown, because the
    /// screen isn't redrawn every second.
    static func until(_ time: Timestamp, asOf instant: Timestamp) -> String {
        let left = time - instant
        return left <= -60 ? "overdue" : left < 60 ? "within 1 min" : "in \(TimeFormat.age(left))"
    }

    /// Returns the time since a poll as text: "2 min ago", "just now" in the first minute.
    static func ago(_ time: Timestamp, asOf instant: Timestamp) -> String {
        let age = instant - time
        return age < 60 ? "just now" : "\(TimeFormat.age(age)) ago"
    }
}
