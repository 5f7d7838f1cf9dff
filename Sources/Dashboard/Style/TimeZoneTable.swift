public import Market

/// A time zone as a list of changes: the dashboard does without Foundation, so who opens it brings the table.
public struct TimeZoneTable: Hashable, Sendable {
    /// From an instant on, how far clocks are ahead of UTC.
    public struct Change: Hashable, Sendable {
        public var from: Timestamp
        /// In seconds; negative in the west.
        public var offset: Int64
        /// "CEST".
        public var abbreviation: String

        public init(from: Timestamp, offset: Int64, abbreviation: String) {
            self.from = from
            self.offset = offset
            self.abbreviation = abbreviation
        }
    }

    /// "Europe/Berlin".
    public let name: String
    private let changes: [Change]

    /// - Parameter changes: by instant; before the first, the first holds. None is UTC.
    public init(name: String, changes: [Change]) {
        self.name = name
        self.changes = changes
    }

    public static let utc = TimeZoneTable(name: "UTC", changes: [])

    /// - Complexity: O(log changes).
    private func change(at instant: Timestamp) -> Change? {
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle].from <= instant { low = middle + 1 } else { high = middle }
        }
        return changes.isEmpty ? nil : changes[max(0, low - 1)]
    }

    /// What a clock of the zone shows, as if it were UTC.
    func local(_ instant: Timestamp) -> Timestamp { instant + (change(at: instant)?.offset ?? 0) }

    /// When a clock of the zone shows `local`; of two such instants the later.
    func instant(local: Timestamp) -> Timestamp {
        let guess = local - (change(at: local)?.offset ?? 0)
        return local - (change(at: guess)?.offset ?? 0)
    }

    public func abbreviation(at instant: Timestamp) -> String { change(at: instant)?.abbreviation ?? "UTC" }
}
