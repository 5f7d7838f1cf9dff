import Market

/// Turns the entries of one of Apple's feeds into ranked ones: position is rank.
///
/// An entry that cannot be used is left out with a warning. Its position stays counted, so nobody below it moves.
struct EntryCollector {
    /// An entry in whichever of the shapes.
    struct Entry {
        var id: String
        var name: String?
        var developer: String?
    }

    private let origin: String
    private let path: String
    private let store: Store
    private var warnings: Warnings
    private var entries: [RankEntry] = []
    private var positions: [AppID: Int] = [:]
    /// Whether an app is listed and not known.
    private var hasHoles = false
    private var repeated = DuplicateEntries()
    /// What is to be said of the whole list.
    private var notes: [IngestError] = []

    /// - Parameters:
    ///   - path: where the entries are, as warnings name it.
    ///   - store: whose ids they have.
    init(origin: String, path: String, store: Store) {
        self.origin = origin
        self.path = path
        self.store = store
        warnings = Warnings(origin: origin)
    }

    /// Adds an entry. Indices count from 0 and grow.
    mutating func add(_ entry: Entry, at index: Int) {
        let place = "\(path)[\(index)]"
        guard let rank = Rank(index + 1) else {
            return warnings.add(at: place, "left out: deeper than any chart")
        }
        let app: AppID
        do throws(InvalidText) {
            app = try AppID.parse(entry.id, in: store)
        } catch {
            return leaveOut(at: index, error.problem)
        }
        if let first = positions[app] {
            repeated.add()
            return warnings.add(at: place, "left out: id \(app.text) is already listed at \(path)[\(first)]")
        }
        positions[app] = index
        entries.append(RankEntry(rank: rank, app: app, name: entry.name, developer: entry.developer))
    }

    /// Notes an entry that cannot be read.
    mutating func leaveOut(at index: Int, _ problem: String) {
        hasHoles = true
        warnings.add(at: "\(path)[\(index)]", "left out: \(problem)")
    }

    /// Notes something about the whole list.
    mutating func note(_ remark: String) { notes.append(IngestError(origin, remark)) }

    /// The chart that the entries make.
    ///
    /// - Throws: the first warning where no entry can be used.
    func decoded(chart: Chart, observedAt: Timestamp, feedUpdated: Timestamp?) throws(IngestError) -> Decoded {
        guard !entries.isEmpty else {
            throw warnings.first ?? IngestError(origin, at: path, "has no entries")
        }
        let isPartial = hasHoles || repeated.areSeveral(besides: entries.count)
        let snapshot = ChartSnapshot(
            chart: chart,
            observedAt: observedAt,
            feedUpdated: feedUpdated,
            coverage: isPartial ? .partial : .full,
            entries: entries
        )
        let seen = DecodedChart(snapshot, doubt: repeated.quarantineReason(besides: entries.count))
        return Decoded(charts: [seen], warnings: notes + warnings.list)
    }
}
