/// A time zone as a table of offset changes. The caller creates the table, because the rules of time zones are in
/// Foundation, which this module doesn't import.
public struct TimeZoneTable: Hashable, Sendable {
    /// A change of the zone's offset from UTC.
    public struct Change: Hashable, Sendable {
        public var from: Timestamp
        /// The offset from UTC in seconds; negative west of Greenwich.
        public var offset: Int64
        /// The zone's abbreviation, such as "CEST".
        public var abbreviation: String

        public init(from: Timestamp, offset: Int64, abbreviation: String) {
            self.from = from
            self.offset = offset
            self.abbreviation = abbreviation
        }
    }

    /// The zone's identifier, such as "Europe/Berlin".
    public let name: String
    private let changes: [Change]

    /// Creates a zone from its offset changes.
    ///
    /// - Parameter changes: The changes, sorted by instant. The first one also applies to all earlier instants. If
    ///   there are none, the zone is UTC.
    public init(name: String, changes: [Change]) {
        self.name = name
        self.changes = changes
    }

    /// Returns a description with the zone's name and its offset at an instant: "time zone: Europe/Berlin (UTC+1)".
    public func description(at instant: Timestamp) -> String {
        let offset = abbreviation(at: instant)
        return "time zone: \(name)\(name == offset ? "" : " (\(offset))")"
    }

    public static let utc = TimeZoneTable(name: "UTC", changes: [])

    /// Returns the change that applies at an instant; `nil` if the table is empty.
    ///
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

    /// Returns the zone's wall clock time at an instant, as if it were UTC.
    public func local(_ instant: Timestamp) -> Timestamp { instant + (change(at: instant)?.offset ?? 0) }

    /// Returns the instant at which the zone's wall clock shows `local`. If the clock shows this time twice
    /// because it is set back, returns either instant.
    public func instant(local: Timestamp) -> Timestamp {
        let guess = local - (change(at: local)?.offset ?? 0)
        return local - (change(at: guess)?.offset ?? 0)
    }

    public func abbreviation(at instant: Timestamp) -> String { change(at: instant)?.abbreviation ?? "UTC" }
}
