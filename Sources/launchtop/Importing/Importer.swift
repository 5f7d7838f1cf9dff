import Archive
import Dashboard
import History
import Ingest
import Market

/// Brings documents into an archive: judged in the order of time, some at a time, each lot kept whole or not at all.
///
/// An import that was broken off is resumed by running it again: what is there already changes nothing.
struct Importer: ~Copyable {
    private var writer: ArchiveWriter
    private var validator = SnapshotValidator()
    private var roll = MissingChartDetector()
    private(set) var tally = ImportSummary()
    /// The charts that the archive held at the start.
    private var known: Set<Chart>?
    /// Whether lists are taken that cannot be right.
    private let skipsValidation: Bool
    /// Rejects what is stamped in the future; `nil` imports it.
    private let future: FutureCheck?
    /// What has to be told, in order.
    private(set) var problems: [IngestError] = []
    /// Problems in all, with those of which a document's reader kept only the number.
    private var problemCount = 0

    private var shownCount = 0

    /// Problems that are shown one by one; of the others the number.
    static let problemLimit = 50

    /// How many problems were not shown.
    var hiddenProblemCount: Int { problemCount - shownCount }

    init(into writer: consuming ArchiveWriter, skipsValidation: Bool, rejecting future: FutureCheck?) {
        self.writer = writer
        self.skipsValidation = skipsValidation
        self.future = future
    }

    /// Keeps what some documents held.
    ///
    /// - Parameter source: what they are called in the archive.
    mutating func keep(_ results: [(origin: String, FileOutcome)], of source: String)
        throws(ArchiveError)
    {
        var charts: [(origin: String, seen: DecodedChart)] = []
        var counts: [ReportedCount] = []
        for (origin, result) in results {
            switch result {
            case .failed(let error):
                tally.unreadable += 1
                tell(error)
            case .skipped(let reason): tally.skipped.add(reason, origin)
            case .decoded(let decoded):
                tally.files += decoded.documents
                tally.unreadable += decoded.failedDocuments
                tally.skipped.add(decoded.skipped)
                for warning in decoded.warnings { tell(warning) }
                for missing in decoded.documentCharts.compactMap({ roll.note($0) }) { tell(missing) }
                charts += present(decoded.charts, of: origin)
                counts += present(decoded.counts, of: origin)
            }
        }
        charts.sort { $0.seen.snapshot.observedAt < $1.seen.snapshot.observedAt }
        try remember(what: charts.map(\.seen.snapshot))
        try writer.append(ArchiveBatch(source: source, snapshots: accepted(charts), counts: counts))
        tally.counts += counts.count
        for problem in writer.problems { tell(IngestError(writer.path, problem.description)) }
    }

    /// Those that are not stamped in the future.
    private mutating func present(_ charts: [DecodedChart], of origin: String) -> [(origin: String, seen: DecodedChart)]
    {
        var present: [(origin: String, seen: DecodedChart)] = []
        for seen in charts {
            guard let future, future.rejects(seen.snapshot.observedAt) else {
                present.append((origin, seen))
                continue
            }
            tally.futureLists += 1
            let title = "\(seen.snapshot.chart.title) at \(seen.snapshot.observedAt.iso8601)"
            tell(IngestError(origin, "the snapshot of \(title) is stamped in the future and was not imported"))
        }
        return present
    }

    private mutating func present(_ counts: [ReportedCount], of origin: String) -> [ReportedCount] {
        guard let future else { return counts }
        let present = counts.filter { !future.rejects($0.count) }
        let rejected = counts.count - present.count
        guard rejected > 0 else { return counts }
        tally.futureCounts += rejected
        let days = counts.filter { future.rejects($0.count) }.compactMap(\.count.days.first)
        let first = days.min()?.iso8601 ?? ""
        tell(
            IngestError(
                origin,
                "\(NumberFormat.count(rejected, "count")) of \(first) or later \(rejected == 1 ? "is" : "are") in the future "
                    + "and \(rejected == 1 ? "was" : "were") not imported"
            )
        )
        return present
    }

    /// Tells the judge what the archive holds of charts that it does not know, of the time just before their first lists.
    private mutating func remember(what lists: [ChartSnapshot]) throws(ArchiveError) {
        var firsts: [Chart: Timestamp] = [:]
        for list in lists where firsts[list.chart] == nil && !validator.hasBaseline(for: list.chart) {
            firsts[list.chart] = list.observedAt
        }
        guard let earliest = firsts.values.min() else { return }
        if known == nil { known = Set(try writer.reader.charts()) }
        let charts = Set(firsts.keys).intersection(known ?? [])
        guard !charts.isEmpty else { return }
        var ledger = Ledger()
        var loader = try ArchiveLoader(writer.reader, configuration: Configuration())
        _ = try loader.loadCatalog(into: &ledger)
        _ = try loader.load(.since(earliest - SnapshotValidator.comparisonWindow), of: charts, into: &ledger)
        for chart in charts {
            // What is of the same instant is the list itself, when it is imported again.
            guard let first = firsts[chart], let known = ledger.snapshot.ranking(of: chart, asOf: first - 1),
                known.coverage == .full
            else { continue }
            validator.setBaseline(known.entries.map(\.app), of: chart, at: known.confirmedUntil)
        }
    }

    private mutating func accepted(_ charts: [(origin: String, seen: DecodedChart)]) -> [ChartSnapshot] {
        var snapshots: [ChartSnapshot] = []
        for (origin, seen) in charts {
            let verdict = validator.validate(seen)
            let accepted = skipsValidation ? [seen.snapshot] : verdict.accepted
            if !skipsValidation, verdict.rejected != nil { tally.quarantined += 1 }
            if let doubt = verdict.quarantineReason {
                let title = "the list of \(seen.snapshot.chart.title) at \(seen.snapshot.observedAt.iso8601)"
                let fate = skipsValidation ? "is imported anyway" : "is quarantined until another snapshot agrees"
                tell(IngestError(origin, "\(title) \(fate): \(doubt)"))
            }
            if verdict.isConflict {
                let title = "the list of \(seen.snapshot.chart.title) at \(seen.snapshot.observedAt.iso8601)"
                tell(IngestError(origin, "\(title) is not the one that was there of that instant; the later stands"))
            }
            for snapshot in accepted { tally.note(snapshot) }
            snapshots += accepted
        }
        return snapshots
    }

    /// Counts files that were skipped by their names.
    mutating func skip(_ files: SkippedFiles) { tally.skipped.add(files) }

    mutating func tell(_ problems: [IngestError]) { for problem in problems { tell(problem) } }

    private mutating func tell(_ problem: IngestError) {
        problemCount += problem.count
        guard shownCount < Self.problemLimit else { return }
        shownCount += problem.count
        problems.append(problem)
    }

    /// What has been told since the last call.
    mutating func takeProblems() -> [IngestError] {
        defer { problems = [] }
        return problems
    }

    /// Lets go of the archive.
    ///
    /// - Returns: what was done.
    consuming func finish() throws(ArchiveError) -> ImportSummary {
        var tally = tally
        if !skipsValidation { tally.quarantined += validator.quarantinedCount }
        try writer.seal()
        try writer.close()
        return tally
    }
}
