import History
import Market

/// The reviews within a period that meet a condition about their number.
struct ReviewBurst: Hashable, Sendable {
    /// The largest number of reviews in any period of the condition's length.
    let count: Int
    /// The date of the last of them.
    let last: Timestamp

    /// The maximum number of seconds between the date of a review and its receipt for the review to trigger an alert. The
    /// store publishes reviews with delay.
    private static let delayLimit: Int64 = 7 * Day.secondsPerDay

    /// Finds the periods that meet a condition at an instant; `nil` if there is none.
    ///
    /// The last review of a period has to be received within the condition's period before the instant, and dated after
    /// the first review of the storefront was received. Reviews that were there before are history.
    ///
    /// - Complexity: O(reviews dated since the longest delay).
    init?(in series: ReviewSeries, meeting condition: ReviewCondition, asOf instant: Timestamp) {
        guard let first = series.firstReceived else { return nil }
        let start = instant - condition.seconds - Self.delayLimit
        let found = series.reviews(after: start - condition.seconds, through: instant)
            .filter { condition.counts($0) && $0.receivedAt <= instant }
        var best: (count: Int, last: Timestamp)?
        var oldest = 0
        for (index, review) in found.enumerated() {
            while review.date - found[oldest].date >= condition.seconds { oldest += 1 }
            let count = index - oldest + 1
            guard count >= condition.minimum, count >= best?.count ?? 0, review.date > first, review.date > start,
                instant - review.receivedAt < condition.seconds
            else { continue }
            best = (count, review.date)
        }
        guard let best else { return nil }
        (count, last) = best
    }
}

extension RuleState {
    /// Checks the number of reviews in each storefront. An alert isn't confirmed by a second check, because each review
    /// has a number of its own and is counted once. What the condition met before the rule was added doesn't fire, also
    /// after a restart.
    mutating func checkReviews(of ledger: LedgerSnapshot, _ condition: ReviewCondition, now: Timestamp) -> [Finding] {
        let apps = ledger.reviewedApps.filter { rule.apps.contain($0, ledger) }.sorted()
        var findings: [Finding] = []
        for app in apps {
            for (storefront, series) in ledger.reviews(of: app)
            where condition.storefront == nil || storefront == condition.storefront {
                let subject = AlertSubject.listing(app, storefront)
                // The first poll often receives reviews in the second in which the rule is added.
                let before = Timestamp(seconds: since - 1)
                var phase =
                    others[subject]
                    ?? (ReviewBurst(in: series, meeting: condition, asOf: before) == nil ? .armed : .fired)
                defer { others[subject] = phase }
                let burst = ReviewBurst(in: series, meeting: condition, asOf: now)
                _ = phase.step(burst != nil, at: now.seconds, spacing: Self.checkSpacing)
                guard let burst, phase.step(true, at: now.seconds, spacing: 0) != nil else { continue }
                var finding = Finding(subject: subject, firstSeen: burst.last.seconds, confirmedAt: now.seconds)
                finding.reviews = burst
                findings.append(finding)
            }
        }
        return findings
    }
}
