import GRDB
import Market
import TimeSeries

/// The writer's index of names: hashes of names and developers, and when they were seen.
extension ArchiveIndex {
    struct NameKey: Hashable, Comparable {
        var app: UInt32
        var storefront: Storefront

        static func < (one: NameKey, other: NameKey) -> Bool {
            (one.app, one.storefront) < (other.app, other.storefront)
        }
    }

    /// The minimum number of seconds between two writes of last-seen times, measured by the timestamps of the data.
    private static let lastSeenInterval: Int64 = 86_400

    static func hash(_ name: AppName) -> Int {
        var hasher = Hasher()
        hasher.combine(name)
        return hasher.finalize()
    }

    /// Reads the names into the index.
    ///
    /// - Complexity: O(rows).
    mutating func readNames(_ database: Database) throws {
        let rows = try Row.fetchCursor(database, sql: NameRow.query)
        var (key, spans): (NameKey?, [ValueHistory<Int>.Span]) = (nil, [])
        func finish(_ index: inout ArchiveIndex) {
            if let key { index.names[key] = ValueHistory(spans: spans) }
            spans = []
        }
        // Names in damaged pages and rows are written again when they are next seen.
        defer { finish(&self) }
        while let row = try rows.next() {
            guard let row = NameRow(row), let app = UInt32(exactly: row.app),
                let storefront = Storefront(stored: row.storefront)
            else { continue }
            let next = NameKey(app: app, storefront: storefront)
            if key != next { finish(&self) }
            key = next
            let span = row.span
            spans.append(
                .init(Self.hash(span.value), since: span.since, lastSeen: span.lastSeen, returned: span.returned)
            )
            lastSeenStoredAt = max(lastSeenStoredAt, span.lastSeen)
        }
    }

    mutating func note(_ entry: RankEntry, app: UInt32, in snapshot: ChartSnapshot, _ database: Database) throws {
        guard let text = entry.name else { return }
        let name = AppName(text, developer: entry.developer)
        let key = NameKey(app: app, storefront: snapshot.chart.storefront)
        switch names[key, default: ValueHistory()].note(Self.hash(name), at: snapshot.observedAt.seconds) {
        case .nothing: break
        case .seenTime(let position):
            if names[key]?.recentPositions.contains(position) == true {
                unstoredLastSeen.insert(key)
            } else {
                try store(position..<position + 1, of: key, as: name, database)
            }
        case .spans(let positions, let moved):
            try store(positions, of: key, as: name, database)
            if let moved { try NameRow.delete(app: app, storefront: key.storefront, since: moved, database) }
        }
    }

    /// Writes the name spans at `positions` to the archive. The index has only hashes of names, so a span whose name
    /// isn't `name` is written with the name that is stored for the first span.
    private func store(_ positions: Range<Int>, of key: NameKey, as name: AppName, _ database: Database) throws {
        guard let spans = names[key]?.spans[positions], let first = spans.first else { return }
        let hash = Self.hash(name)
        var other: AppName?
        if spans.contains(where: { $0.value != hash }) {
            other = try NameRow.fetch(app: key.app, storefront: key.storefront, since: first.since, database)?.span
                .value
        }
        for span in spans {
            let value = span.value == hash ? name : other
            guard let value, Self.hash(value) == span.value else { continue }
            try row(of: span, value, key).store(database)
        }
    }

    private func row(of span: ValueHistory<Int>.Span, _ name: AppName, _ key: NameKey) -> NameRow {
        NameRow(
            app: Int64(key.app),
            storefront: key.storefront.code,
            span: .init(name, since: span.since, lastSeen: span.lastSeen, returned: span.returned)
        )
    }

    /// Removes a time span from the history of names. Names that were seen only in the span are deleted. Names that
    /// were also seen before the span get an earlier last-seen time.
    ///
    /// - Parameter newestBefore: The time of the last snapshot before the span; `nil` if there is none.
    mutating func forgetNames(in span: ClosedRange<Int64>, newestBefore: Int64?, _ database: Database) throws {
        try storeLastSeen(of: unstoredLastSeen.sorted(), database)
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT \(NameRow.columns) FROM name
                WHERE since BETWEEN ?1 AND ?2 OR seen BETWEEN ?1 AND ?2 OR returned BETWEEN ?1 AND ?2
                """,
            arguments: [span.lowerBound, span.upperBound]
        )
        for var row in rows.compactMap(NameRow.init) {
            if let returned = row.span.returned, span.contains(returned) { row.span.returned = nil }
            if span.contains(row.span.lastSeen) {
                guard !span.contains(row.span.since) else {
                    try row.delete(database)
                    continue
                }
                row.span.lastSeen = max(row.span.since, newestBefore ?? row.span.since)
            }
            try row.store(database)
        }
        (names, unstoredLastSeen, lastSeenStoredAt) = ([:], [], .min)
        try readNames(database)
    }

    /// Stores the times at which names were last seen, at most once per day of data, so that a batch doesn't have to
    /// rewrite the row of each app.
    ///
    /// - Parameter newest: The time of the newest data, in seconds.
    mutating func storeLastSeen(until newest: Int64, _ database: Database) throws {
        let (age, overflow) = newest.subtractingReportingOverflow(lastSeenStoredAt)
        guard age >= Self.lastSeenInterval || overflow else { return }
        try storeLastSeen(of: unstoredLastSeen.sorted(), database)
        unstoredLastSeen = []
        lastSeenStoredAt = newest
    }

    /// Stores when each name of an app with several names was last seen, so that the next writer knows which name is in
    /// use.
    mutating func storeAlternatingNames(_ database: Database) throws {
        try storeLastSeen(of: alternating.sorted(), database)
        unstoredLastSeen.subtract(alternating)
    }

    var hasAlternatingNames: Bool { !alternating.isEmpty }

    private var alternating: Set<NameKey> { unstoredLastSeen.filter { (names[$0]?.spans.count ?? 0) > 1 } }

    private func storeLastSeen(of keys: [NameKey], _ database: Database) throws {
        for key in keys {
            guard let history = names[key] else { continue }
            for span in history.spans[history.recentPositions] {
                let stored = try NameRow.fetch(
                    app: key.app,
                    storefront: key.storefront,
                    since: span.since,
                    database
                )
                guard let stored, Self.hash(stored.span.value) == span.value,
                    stored.span.lastSeen != span.lastSeen || stored.span.returned != span.returned
                else { continue }
                try row(of: span, stored.span.value, key).store(database)
            }
        }
    }
}
