public import Market

/// What is known about the report of a period.
public struct SalesReportState: Hashable, Sendable {
    /// The last answer to a request for a report.
    public enum Answer: String, CaseIterable, Hashable, Sendable {
        /// The report was received, and each of its rows was read.
        case received
        /// The report was received, but some of its rows couldn't be read.
        case incomplete
        /// There were no sales, which two answers say.
        case noSales = "no-sales"
        /// One answer says that there were no sales, which may mean that the report isn't ready yet.
        case perhapsNoSales = "perhaps-no-sales"
        /// The report isn't ready yet.
        case notAvailable = "not-available"
        /// The report can't be decoded, such as a truncated file.
        case unreadable
        /// The report still wasn't ready two weeks after its period.
        case missing
        /// The report is too old.
        case expired
    }

    public var answer: Answer
    /// The time of the last answer.
    public var answeredAt: Timestamp
    /// The number of answers of this kind in a row.
    public var attempts: Int

    public init(_ answer: Answer, at time: Timestamp, attempts: Int = 1) {
        self.answer = answer
        self.answeredAt = time
        self.attempts = attempts
    }

    /// The number of times that an unreadable report is requested.
    static let attemptLimit = 3

    /// Whether the units of each app in the period are known.
    public var isKnown: Bool { [.received, .incomplete, .noSales].contains(answer) }

    /// Whether the report will never be available, so that only a longer report can cover its period.
    var isGap: Bool {
        switch answer {
        case .missing, .expired: true
        case .unreadable: attempts >= Self.attemptLimit
        case .received, .incomplete, .noSales, .perhapsNoSales, .notAvailable: false
        }
    }

    /// Whether the report isn't requested again.
    var isFinal: Bool { isKnown || isGap }
}
