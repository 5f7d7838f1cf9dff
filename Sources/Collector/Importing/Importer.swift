package import Archive
import Formats
import History
import Input
import Market
import Settings

/// A type that imports documents into an archive. Snapshots are validated in chronological order within each batch, and
/// each batch is written in one transaction.
///
/// To resume an interrupted import, run it again: data that is already in the archive is ignored.
package struct Importer: ~Copyable {
    private var writer: ArchiveWriter
    private var validator = SnapshotValidator()
    private var missingCharts = MissingChartDetector()
    private(set) var summary = ImportSummary()
    /// The charts in the archive at the start of the import, read when first needed.
    private var known: Set<Chart>?
    /// Whether to import snapshots that fail validation.
    private let skipsValidation: Bool
    /// The check that rejects data dated in the future; `nil` to import such data.
    private let future: FutureCheck?
    /// Problems to print, in order.
    private(set) var problems: [InputError] = []
    /// Number of all problems, including problems that a reader only counted.
    private var problemCount = 0

    private var shownCount = 0
    /// The printed problems, each with the number of further documents that have it.
    private var repeats: [RepeatedProblem] = []
    private var repeatPositions: [String: Int] = [:]

    /// A problem that was printed once, with the number of its later occurrences.
    private struct RepeatedProblem {
        let problem: String
        /// The last error with this problem.
        var last: InputError
        /// Number of further documents with this problem.
        var documents = 0
        var count = 0
    }

    /// Maximum number of problems to print.
    static let problemLimit = 50

    /// Number of problems that were not printed.
    package var hiddenProblemCount: Int { problemCount - shownCount - repeats.reduce(0) { $0 + $1.count } }

    package init(into writer: consuming ArchiveWriter, skipsValidation: Bool, rejecting future: FutureCheck?) {
        self.writer = writer
        self.skipsValidation = skipsValidation
        self.future = future
    }

    /// Validates and stores the contents of documents.
    ///
    /// - Parameter source: Name of the source in the archive.
    mutating func keep(_ results: [(origin: String, FileOutcome)], of source: String)
        throws(ArchiveError)
    {
        var charts: [(origin: String, seen: DecodedChart)] = []
        var counts: [ReportedCount] = []
        for (origin, result) in results {
            switch result {
            case .failed(let error):
                summary.unreadable += 1
                report(error)
            case .skipped(let reason): summary.skipped.add(reason, origin)
            case .decoded(let decoded):
                summary.documents += decoded.documents
                summary.unreadable += decoded.failedDocuments
                summary.skipped.add(decoded.skipped)
                for warning in decoded.warnings { report(warning) }
                for missing in decoded.documentCharts.compactMap({ missingCharts.note($0) }) { report(missing) }
                charts += withoutFuture(decoded.charts, of: origin)
                counts += withoutFuture(decoded.counts, of: origin)
            }
        }
        charts.sort { $0.seen.snapshot.observedAt < $1.seen.snapshot.observedAt }
        try prepareValidator(for: charts.map(\.seen.snapshot))
        try writer.append(ArchiveBatch(source: source, snapshots: accepted(charts), counts: counts))
        summary.counts += counts.count
        for problem in writer.problems { report(InputError(writer.path, problem.description)) }
    }

    /// Returns the charts that aren't dated in the future, and reports the charts that are.
    private mutating func withoutFuture(
        _ charts: [DecodedChart],
        of origin: String
    ) -> [(origin: String, seen: DecodedChart)] {
        var accepted: [(origin: String, seen: DecodedChart)] = []
        for seen in charts {
            guard let future, future.rejects(seen.snapshot.observedAt) else {
                accepted.append((origin, seen))
                continue
            }
            summary.futureSnapshots += 1
            let title = "\(seen.snapshot.chart.title) at \(seen.snapshot.observedAt.iso8601)"
            report(InputError(origin, "snapshot of \(title) is dated in the future and was not imported"))
        }
        return accepted
    }

    private mutating func withoutFuture(_ counts: [ReportedCount], of origin: String) -> [ReportedCount] {
        guard let future, counts.contains(where: { future.rejects($0.count) }) else { return counts }
        let accepted = counts.filter { !future.rejects($0.count) }
        let rejected = counts.count - accepted.count
        summary.futureCounts += rejected
        let days = counts.filter { future.rejects($0.count) }.compactMap(\.count.days.first)
        let first = days.min()?.iso8601 ?? ""
        report(
            InputError(
                origin,
                "\(NumberFormat.count(rejected, "count")) from \(first) or later \(rejected == 1 ? "is" : "are") dated in "
                    + "the future and \(rejected == 1 ? "was" : "were") not imported"
            )
        )
        return accepted
    }

    /// Loads the last archived snapshot before the first new one, for each chart without a snapshot to compare with.
    private mutating func prepareValidator(for snapshots: [ChartSnapshot]) throws(ArchiveError) {
        var firsts: [Chart: Timestamp] = [:]
        for snapshot in snapshots where firsts[snapshot.chart] == nil && !validator.hasBaseline(for: snapshot.chart) {
            firsts[snapshot.chart] = snapshot.observedAt
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
            // A snapshot of the same time may be the same snapshot, imported earlier.
            guard let first = firsts[chart] else { continue }
            validator.setBaseline(of: chart, from: ledger.snapshot, asOf: first - 1)
        }
    }

    private mutating func accepted(_ charts: [(origin: String, seen: DecodedChart)]) -> [ChartSnapshot] {
        var snapshots: [ChartSnapshot] = []
        for (origin, seen) in charts {
            let result = validator.validate(seen)
            let accepted = skipsValidation ? [seen.snapshot] : result.accepted
            if !skipsValidation, result.rejected != nil { summary.quarantined += 1 }
            let title = "snapshot of \(seen.snapshot.chart.title) at \(seen.snapshot.observedAt.iso8601)"
            if let reason = result.quarantineReason {
                let action = skipsValidation ? "failed validation, imported anyway" : "quarantined until another agrees"
                report(InputError(origin, "\(title) \(action): \(reason)"))
            }
            if result.isConflict {
                report(
                    InputError(
                        origin,
                        "\(title) conflicts with the stored snapshot at the same time; kept the one read last"
                    )
                )
            }
            for snapshot in accepted { summary.note(snapshot) }
            snapshots += accepted
        }
        return snapshots
    }

    /// Adds files that were skipped because of their names to the statistics.
    mutating func skip(_ files: SkippedFiles) { summary.skipped.add(files) }

    mutating func report(_ problems: [InputError]) { for problem in problems { report(problem) } }

    private mutating func report(_ problem: InputError) {
        problemCount += problem.count
        if let position = repeatPositions[problem.problem] {
            repeats[position].count += problem.count
            if repeats[position].last.origin != problem.origin { repeats[position].documents += 1 }
            repeats[position].last = problem
            return
        }
        guard repeats.count < Self.problemLimit else { return }
        shownCount += problem.count
        repeatPositions[problem.problem] = repeats.count
        repeats.append(RepeatedProblem(problem: problem.problem, last: problem))
        problems.append(problem)
    }

    /// Messages about printed problems that occurred again, such as "499 more documents: …", or the error itself if it
    /// occurred only once more.
    package var repeatedProblems: [String] {
        repeats.filter { $0.count > 0 }.map { repeated in
            if repeated.count == repeated.last.count { return repeated.last.description }
            let more =
                repeated.documents > 0
                ? NumberFormat.count(repeated.documents, "more document")
                : "\(NumberFormat.grouped(repeated.count)) more"
            return "\(more): \(repeated.problem)"
        }
    }

    /// Removes and returns the problems to print.
    mutating func takeProblems() -> [InputError] {
        defer { problems = [] }
        return problems
    }

    /// Finishes the import and closes the archive.
    ///
    /// - Returns: Statistics about the import.
    package consuming func finish() throws(ArchiveError) -> ImportSummary {
        var summary = summary
        if !skipsValidation { summary.quarantined += validator.quarantinedCount }
        try writer.seal()
        summary.hasNewData = writer.hasNewData
        try writer.close()
        return summary
    }
}
