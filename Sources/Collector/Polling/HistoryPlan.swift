import Market

/// A type that decides which days of a source's history to request next: the newest days when they are due, and
/// otherwise the days before those that were requested, until the wanted history is complete.
///
/// The plan is a value type without a clock or network access. Days are in UTC.
struct HistoryPlan: Hashable, Sendable {
    /// An action for the caller to take.
    enum Action: Hashable, Sendable {
        case request(ClosedRange<Day>)
        /// Nothing is due before this time.
        case wait(until: Timestamp)
    }

    /// The days to request, and how often.
    struct Schedule: Hashable, Sendable {
        /// The number of days of history to request, including today.
        var days: Int
        /// The maximum number of days per request, greater than ``restatedDays``.
        var daysPerRequest: Int
        /// The number of days before the last one that may have changed since they were requested.
        var restatedDays: Int
        /// The number of seconds between requests of the newest days.
        var interval: Int64
    }

    let schedule: Schedule
    private let fingerprint: UInt64
    private(set) var progress: HistoryProgress?
    /// The time before which older days aren't requested again after a failure; `nil` if there is no failure.
    var olderDaysRetry: Timestamp? { progress?.olderDaysRetry }

    /// The first and the maximum number of seconds before older days are requested again after a failure. Older days
    /// aren't urgent, and a vendor that refuses them usually continues to do so.
    private static let (firstRetry, maximumRetry): (Int64, Int64) = (3600, Day.secondsPerDay)

    /// Creates a plan.
    ///
    /// - Parameters:
    ///   - fingerprint: A number that is different for other requests. Progress of other requests is ignored.
    ///   - progress: What has been requested already.
    init(_ schedule: Schedule, fingerprint: UInt64, progress: HistoryProgress?) {
        self.schedule = schedule
        self.fingerprint = fingerprint
        self.progress = progress?.fingerprint == fingerprint ? progress : nil
    }

    /// Returns the days to request now, or the time until which to wait.
    func next(at now: Timestamp) -> Action {
        let today = now.day
        let earliest = today.advanced(by: 1 - schedule.days)
        // After a long pause or with a clock that was wrong, what was requested is no longer part of the history.
        guard let progress, progress.last >= earliest, progress.first <= today else {
            return .request(max(earliest, today.advanced(by: 1 - schedule.daysPerRequest))...today)
        }
        let isDue = now < progress.answeredAt || now - progress.answeredAt >= schedule.interval
        if isDue {
            let start = max(earliest, progress.first, min(today, progress.last).advanced(by: -schedule.restatedDays))
            return .request(start...min(today, start.advanced(by: schedule.daysPerRequest - 1)))
        }
        let due = progress.answeredAt + schedule.interval
        guard progress.first > earliest else { return .wait(until: due) }
        // With a clock that was wrong, the retry may be far in the future.
        if let retry = progress.olderDaysRetry, now < retry, retry - now <= Self.maximumRetry {
            return .wait(until: min(due, retry))
        }
        let start = max(earliest, progress.first.advanced(by: -schedule.daysPerRequest))
        return .request(start...progress.first.advanced(by: -1))
    }

    /// Returns whether some days come before those that were received, so that the newest days don't depend on them.
    func isOlder(_ days: ClosedRange<Day>) -> Bool { progress.map { days.upperBound < $0.first } ?? false }

    /// Records that a request for older days failed. They are requested again after a wait that doubles with each
    /// failure. The newest days are requested as usual.
    mutating func recordFailureOfOlderDays(at now: Timestamp) {
        guard var progress else { return }
        progress.failures += 1
        let wait = min(Self.maximumRetry, Self.firstRetry << Int64(min(progress.failures - 1, 10)))
        progress.olderDaysRetry = now + wait
        self.progress = progress
    }

    /// Records that some days were received.
    mutating func record(_ days: ClosedRange<Day>, at now: Timestamp) {
        if isOlder(days) {
            progress?.failures = 0
            progress?.olderDaysRetry = nil
        }
        guard var progress, days.lowerBound <= progress.last.advanced(by: 1),
            days.upperBound >= progress.first.advanced(by: -1)
        else {
            progress = HistoryProgress(
                fingerprint: fingerprint,
                first: days.lowerBound,
                last: days.upperBound,
                answeredAt: now
            )
            return
        }
        let isBackfill = days.upperBound < progress.first
        progress.first = min(progress.first, days.lowerBound)
        if !isBackfill { progress.last = days.upperBound }
        if days.upperBound >= now.day { progress.answeredAt = now }
        self.progress = progress
    }

    /// The number of requests for older days that are left.
    func requestsLeft(at now: Timestamp) -> Int {
        guard let progress else { return 0 }
        let days = now.day.advanced(by: 1 - schedule.days).distance(to: progress.first)
        return (max(0, days) + schedule.daysPerRequest - 1) / schedule.daysPerRequest
    }
}
