public import Market

/// How many of the last year's daily reports are known.
public struct SalesReportProgress: Hashable, Sendable {
    /// The number of days whose report was received.
    public var received = 0
    /// The number of days without sales.
    public var withoutSales = 0
    /// The newest day whose units are known; `nil` if there is none.
    public var newestKnown: Day?
    /// The days whose report isn't available yet.
    public var pending: [Day] = []
    /// The days of which one answer says that there were no sales.
    public var unconfirmed: [Day] = []
    /// The days whose report is missing, too old or unreadable.
    public var missing: [Day] = []
    /// The number of days whose report hasn't been requested.
    public var unrequested = 0

    /// The number of days after which a report that isn't ready is worth mentioning.
    private static let usualDelay = 3

    /// Returns whether all reports are known except those of the last days.
    public func isComplete(at today: Day) -> Bool {
        unrequested <= 1 && missing.isEmpty
            && (pending + unconfirmed).allSatisfy { $0.distance(to: today) <= Self.usualDelay }
    }

    /// The progress in words, such as "120 of 365 daily reports received, 3 days without sales, 242 to request".
    public var text: String {
        let total = SalesReportPlan.horizon
        let parts: [(Int, String)] = [
            (withoutSales, "\(NumberFormat.count(withoutSales, "day")) without sales"),
            (unconfirmed.count, "\(NumberFormat.count(unconfirmed.count, "day")) without sales to confirm"),
            (pending.count, "\(pending.count) not ready"), (missing.count, "\(missing.count) missing"),
            (unrequested, "\(unrequested) to request"),
        ]
        return (["\(received) of \(total) daily reports received"] + parts.filter { $0.0 > 0 }.map(\.1))
            .joined(separator: ", ")
    }
}

extension SalesReportPlan {
    /// Returns the progress at a time.
    public func progress(at now: Timestamp) -> SalesReportProgress {
        var progress = SalesReportProgress()
        let today = day(at: now)
        for distance in (1...Self.horizon).reversed() {
            let day = today.advanced(by: -distance)
            guard let state = history[.day(day)] else {
                progress.unrequested += 1
                continue
            }
            if state.isKnown { progress.newestKnown = day }
            switch state.answer {
            case .received, .incomplete: progress.received += 1
            case .noSales: progress.withoutSales += 1
            case .perhapsNoSales: progress.unconfirmed.append(day)
            case .notAvailable: progress.pending.append(day)
            case .unreadable, .missing, .expired: progress.missing.append(day)
            }
        }
        return progress
    }
}
