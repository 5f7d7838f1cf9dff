public import Market

/// A type that decides which sales report to request next. `docs/app-store-connect.md` describes the rules.
///
/// The plan is a value type without a clock or network access. The caller asks for the next action, and records the
/// answer to each request.
public struct SalesReportPlan: Hashable, Sendable {
    /// An action for the caller to take.
    public enum Action: Hashable, Sendable {
        case request(SalesPeriod)
        /// No report is due before this time.
        case wait(until: Timestamp)
    }

    /// The number of days for which daily reports can be requested.
    public static let horizon = 365
    /// The hour of the next day, in Pacific time, from which a daily report is requested.
    static let dueHour: Int64 = 5
    /// The hour in Pacific time by which reports are usually ready.
    static let readyHour: Int64 = 8
    /// The number of days after a period until its weekly or monthly report is ready.
    private static let readyDays: [SalesPeriod.Frequency: Int] = [.daily: 1, .weekly: 1, .monthly: 5]
    /// The number of days after a period until its report doesn't change any more.
    private static let finalDays = 3
    /// The number of days after a period for which a report that isn't available is requested.
    private static let patienceDays = 14
    private static let hour: Int64 = 3600
    /// The number of seconds for which few requests are left before the number is read again.
    private static let allowanceWait: Int64 = 900

    public var history: SalesReportHistory
    /// Pacific time, in which days begin and end.
    private let zone: TimeZoneTable
    private var allowance: RequestAllowance?
    private var allowanceAt: Timestamp?

    /// Creates a plan.
    ///
    /// - Parameters:
    ///   - zone: Pacific time.
    ///   - history: The answers that are known already.
    public init(zone: TimeZoneTable, history: SalesReportHistory = SalesReportHistory()) {
        self.zone = zone
        self.history = history
    }

    /// Returns the report to request now, or the time until which to wait.
    ///
    /// - Complexity: O(days) for a year.
    public func next(at now: Timestamp) -> Action {
        let today = day(at: now)
        let first = earliestRequest(among: dailyPeriods(today), at: now)
        let next = first.time <= now ? first : min(first, earliestRequest(among: coveringPeriods(today), at: now))
        guard let period = next.period, next.time <= now else {
            return .wait(until: max(now + 1, min(next.time, due(.day(today)))))
        }
        // A report that is due today doesn't wait for requests to become available, unless there are none.
        let isUrgent = period == .day(today.advanced(by: -1)) && history[period] == nil && allowance?.remaining != 0
        if let end = allowanceEnd, now < end, !isUrgent { return .wait(until: end) }
        return .request(period)
    }

    /// A request and its time.
    private struct Request: Comparable {
        var period: SalesPeriod?
        var time: Timestamp

        static func < (left: Request, right: Request) -> Bool { left.time < right.time }
    }

    /// Returns the first of the reports that can be requested now or, if there is none, the one that can be requested
    /// first.
    private func earliestRequest(among periods: [SalesPeriod], at now: Timestamp) -> Request {
        var earliest = Request(period: nil, time: Timestamp(seconds: .max))
        for period in periods {
            guard let time = requestTime(of: period) else { continue }
            if time <= now { return Request(period: period, time: now) }
            earliest = min(earliest, Request(period: period, time: time))
        }
        return earliest
    }

    /// Records the answer to a request.
    public mutating func record(_ answer: SalesReportState.Answer, of period: SalesPeriod, at now: Timestamp) {
        var answer = answer
        let last = history[period]
        if answer == .noSales, last?.answer != .perhapsNoSales || now < finalTime(of: period) {
            answer = .perhapsNoSales
        }
        if answer == .notAvailable, now >= start(of: period.lastDay.advanced(by: Self.patienceDays)) {
            answer = .missing
        }
        let attempts = last?.answer == answer ? (last?.attempts ?? 0) + 1 : 1
        history.set(SalesReportState(answer, at: now, attempts: attempts), of: period, today: day(at: now))
    }

    /// Records how many requests are left.
    public mutating func note(_ allowance: RequestAllowance, at now: Timestamp) {
        self.allowance = allowance
        allowanceAt = now
    }

    /// The time until which reports wait because few requests are left; `nil` if enough are left.
    private var allowanceEnd: Timestamp? {
        guard let allowance, let allowanceAt, allowance.isLow else { return nil }
        return allowanceAt + (allowance.remaining == 0 ? Self.hour : Self.allowanceWait)
    }

    /// Returns the days for which daily reports can exist, newest first.
    private func dailyPeriods(_ today: Day) -> [SalesPeriod] {
        (1...Self.horizon).map { .day(today.advanced(by: -$0)) }
    }

    /// Returns the weekly reports that cover days without a daily report, and the monthly reports that cover days without
    /// a weekly report either, newest first.
    private func coveringPeriods(_ today: Day) -> [SalesPeriod] {
        var found: Set<SalesPeriod> = []
        for period in dailyPeriods(today) where history[period]?.isGap == true {
            let week = SalesPeriod(.weekly, containing: period.firstDay)
            found.insert(history[week]?.isGap == true ? SalesPeriod(.monthly, containing: period.firstDay) : week)
        }
        return found.filter { $0.lastDay < today }.sorted(by: >)
    }

    /// Returns the time at which to request a report; `nil` for never.
    private func requestTime(of period: SalesPeriod) -> Timestamp? {
        guard let state = history[period] else { return due(period) }
        guard !state.isFinal else { return nil }
        let again = state.answeredAt + Self.hour
        switch state.answer {
        case .perhapsNoSales:
            let final = finalTime(of: period)
            // In the first hours, the report is probably not ready yet.
            if state.answeredAt < due(period) + 12 * Self.hour { return again }
            return max(again, min(final, state.answeredAt + 6 * Self.hour))
        case .notAvailable:
            return state.answeredAt < finalTime(of: period) ? again : state.answeredAt + Day.secondsPerDay
        default: return state.answeredAt + Self.hour * Int64(state.attempts)
        }
    }

    /// Returns the time from which a report may exist.
    private func due(_ period: SalesPeriod) -> Timestamp {
        let hour = period.frequency == .daily ? Self.dueHour : Self.readyHour
        let days = Self.readyDays[period.frequency] ?? 1
        return zone.instant(local: period.lastDay.advanced(by: days).start + hour * Self.hour)
    }

    /// Returns the time from which a report doesn't change any more.
    private func finalTime(of period: SalesPeriod) -> Timestamp {
        start(of: period.lastDay.advanced(by: Self.finalDays))
    }

    /// Returns the beginning of a day in Pacific time.
    private func start(of day: Day) -> Timestamp { zone.instant(local: day.start) }

    /// Returns the day in Pacific time.
    public func day(at instant: Timestamp) -> Day { zone.local(instant).day }
}
