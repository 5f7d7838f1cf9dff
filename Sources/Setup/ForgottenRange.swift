import Archive
package import Collector
package import Market

/// The time range of the snapshots to remove from an archive.
package struct ForgottenRange {
    private let first: Timestamp
    private let last: Timestamp

    /// Parses the ends of the range.
    ///
    /// - Parameters:
    ///   - from: A time or a day; `nil` for the first snapshot.
    ///   - to: A time or a day, which is included; `nil` for the last snapshot.
    /// - Throws: An error if both are missing, if one is invalid, or if the start is after the end.
    package init(from: String?, to: String?) throws(UsageError) {
        guard from != nil || to != nil else { throw UsageError("missing time range; use --from, --to or both") }
        first = try Self.instant(from, "--from", ofDay: \.start) ?? Timestamp(seconds: -(1 << 60))
        last = try Self.instant(to, "--to", ofDay: \.lastSecond) ?? Timestamp(seconds: 1 << 60)
        guard first <= last else { throw UsageError("--from is after --to") }
    }

    private static func instant(
        _ text: String?,
        _ option: String,
        ofDay end: (Day) -> Timestamp
    ) throws(UsageError) -> Timestamp? {
        guard let text else { return nil }
        if let instant = Day(iso8601: text).map(end) ?? Timestamp(iso8601: text) { return instant }
        throw UsageError(
            "\(option): invalid time \"\(text)\"; use a date such as 2036-01-31, or 2036-01-31T18:00:00Z"
        )
    }

    /// Removes the snapshots in the range.
    ///
    /// - Parameters:
    ///   - isWanted: A closure that selects charts; `nil` for all charts.
    ///   - isDryRun: Whether to change nothing.
    /// - Returns: What was removed, or would be, as text.
    /// - Throws: An error if no chart is selected, or if the archive can't be read or written.
    package func forget(in path: String, where isWanted: ((Chart) -> Bool)?, isDryRun: Bool) throws -> String {
        let selected = try charts(of: path, where: isWanted)
        var writer = try ArchiveWriter(path, owner: "launchtop archive forget")
        let forgotten = try writer.forget(from: first, through: last, of: selected, isDryRun: isDryRun)
        for problem in writer.problems { Console.report(problem.description) }
        try writer.close()
        guard let first = forgotten.first, let last = forgotten.last else { return "no snapshots in this range" }
        let snapshots = NumberFormat.count(forgotten.snapshots, "snapshot")
        let charts = NumberFormat.count(forgotten.charts.count, "chart")
        let verb = isDryRun ? "would remove" : "removed"
        return "\(verb) \(snapshots) of \(charts), seen from \(first.iso8601) to \(last.iso8601)"
    }

    /// Returns the selected charts, or `nil` for all charts.
    private func charts(of path: String, where isWanted: ((Chart) -> Bool)?) throws -> Set<Chart>? {
        // Open a reader first, because a writer would create a missing archive.
        let all = try ArchiveReader(path).charts()
        guard let isWanted else { return nil }
        let selected = all.filter(isWanted)
        guard selected.isEmpty else { return Set(selected) }
        let names = all.map { known in
            [known.storefront.code, known.kind.slug, known.genre?.id].compactMap { $0 }.joined(separator: "/")
        }
        throw Failure("\(path): chart not found; available: \(TextList.start(of: names))")
    }
}
