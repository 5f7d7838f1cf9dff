import Input
import Market

/// A type that collects the entries of a list or feed in which an entry's position is its rank.
///
/// An invalid entry is skipped with a warning. Its rank stays unoccupied, so later entries keep their ranks.
struct EntryCollector {
    /// An entry as a list or feed contains it, before validation.
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
    /// Whether an entry couldn't be read.
    private var hasInvalidEntries = false
    private var duplicates = DuplicateEntries()
    /// Warnings about the whole document.
    private var notes: [InputError] = []

    /// Creates a collector without entries.
    ///
    /// - Parameters:
    ///   - path: The path to the entries, for warnings.
    ///   - store: The store of the ids.
    init(origin: String, path: String, store: Store) {
        self.origin = origin
        self.path = path
        self.store = store
        warnings = Warnings(origin: origin)
    }

    /// Adds an entry.
    ///
    /// - Parameter index: The position from 0. Entries must be added in ascending order.
    mutating func add(_ entry: Entry, at index: Int) {
        let location = "\(path)[\(index)]"
        guard let rank = Rank(index + 1) else {
            return warnings.add(at: location, "skipped: exceeds the limit of 65535 ranks")
        }
        let app: AppID
        do throws(InvalidText) {
            app = try AppID.parse(entry.id, in: store)
        } catch {
            return skip(at: index, error.problem)
        }
        if let first = positions[app] {
            duplicates.add()
            return warnings.add(at: location, "skipped: duplicate id \(app.text), first listed at \(path)[\(first)]")
        }
        positions[app] = index
        entries.append(RankEntry(rank: rank, app: app, name: entry.name, developer: entry.developer))
    }

    /// Skips an invalid entry and adds a warning.
    mutating func skip(at index: Int, _ problem: String) {
        hasInvalidEntries = true
        warnings.add(at: "\(path)[\(index)]", "skipped: \(problem)")
    }

    /// Adds a warning about the whole document.
    mutating func note(_ problem: String) { notes.append(InputError(origin, problem)) }

    /// Returns the snapshot of the collected entries, with all warnings.
    ///
    /// - Throws: The first warning if no entry is valid.
    func decoded(chart: Chart, observedAt: Timestamp, feedUpdated: Timestamp?) throws(InputError) -> Decoded {
        guard !entries.isEmpty else {
            throw warnings.first ?? InputError(origin, at: path, "no entries")
        }
        let isPartial = hasInvalidEntries || duplicates.areSeveral(besides: entries.count)
        let snapshot = ChartSnapshot(
            chart: chart,
            observedAt: observedAt,
            feedUpdated: feedUpdated,
            coverage: isPartial ? .partial : .full,
            entries: entries
        )
        let decoded = DecodedChart(snapshot, quarantineReason: duplicates.quarantineReason(besides: entries.count))
        return Decoded(charts: [decoded], warnings: notes + warnings.list)
    }
}
