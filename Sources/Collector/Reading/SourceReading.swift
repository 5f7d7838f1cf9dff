public import AppStoreConnect
public import Formats
public import Input
public import Market

extension SourceReader {
    /// The result of one poll.
    public struct Reading: Sendable {
        public var charts: [DecodedChart] = []
        public var counts: [ReportedCount] = []
        /// Readings of listings.
        public var listings: [ListingReading] = []
        /// Reviews, oldest first; `nil` if the source has none, or hasn't responded.
        public var reviews: [ReviewReading]?
        /// The charts of each document that contains any.
        public var documentCharts: [DocumentCharts] = []
        /// Errors and warnings that weren't reported by the previous poll.
        public var problems: [InputError] = []
        /// Number of documents read in this poll.
        public var documents = 0
        /// Number of the source's documents that were readable at their last poll.
        public var readable = 0
        /// Errors for the unreadable documents.
        public var unreadable: [InputError] = []
        /// Files in a folder that were skipped for the first time.
        public var skipped = SkippedFiles()
        /// Whether more can be read immediately.
        public var hasMore = false
        /// The result of the poll, which determines when the next one is due.
        public var outcome = PollOutcome.success
        /// Number of bytes transferred; `nil` unless the source is a URL.
        public var received: Int?
        /// Duration of the transfer in milliseconds; `nil` unless the source is a URL.
        public var milliseconds: Int?
        /// The text to keep about what the source has read; `nil` to keep the earlier one.
        public var state: String?
        /// The newest day with complete counts; `nil` if there is none or the source isn't a history of days.
        public var newestDay: Day?
        /// A remark for the Sources page, such as the progress of reading a long history.
        public var note: String?
        /// What the source says instead of sending data, such as that a report isn't available yet.
        public var answer: String?
        /// How many more requests the host accepts; `nil` if it doesn't say.
        public var allowance: RequestAllowance?

        public init() {}

        public var snapshots: [ChartSnapshot] { charts.map(\.snapshot) }
    }
}

extension SourceReader.Reading {
    mutating func add(_ decoded: Decoded) {
        charts += decoded.charts
        counts += decoded.counts
        documentCharts += decoded.documentCharts
        problems += decoded.warnings
        documents += decoded.documents
    }

    /// Records an error that prevented reading the whole source.
    mutating func fail(_ error: InputError, _ outcome: PollOutcome = .unusable) {
        problems.append(error)
        unreadable = [error]
        self.outcome = outcome
    }
}
