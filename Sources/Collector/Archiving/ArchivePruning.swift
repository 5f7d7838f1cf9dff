import Archive
import Market

/// The result of pruning an archive.
struct ArchivePruning {
    /// Error messages and warnings to report.
    fileprivate(set) var problems: [String] = []
    /// A message about what was removed, or `nil` if nothing was.
    fileprivate(set) var summary: String?
    /// The time before which snapshots were removed; `nil` if none were.
    fileprivate(set) var cutoff: Timestamp?
}

extension ArchiveWriter {
    /// Removes snapshots that are older than the `keep` setting.
    ///
    /// - Parameters:
    ///   - plan: The plan that decides the time before which snapshots are removed.
    ///   - keep: The `keep` setting in seconds.
    ///   - wall: The wall clock time.
    ///   - uptime: The time of a monotonic clock in seconds.
    mutating func prune(
        by plan: PruningPlan,
        keep: Int64,
        wall: Timestamp,
        uptime: Int64
    ) throws(ArchiveError) -> ArchivePruning {
        var done = ArchivePruning()
        let decision = plan.decision(wall: wall, uptime: uptime, keep: keep)
        if let disagreement = decision.disagreement, disagreement > 0 {
            done.problems.append(
                "\(path): the newest snapshot (\(plan.newest.iso8601)) is \(TimeFormat.age(disagreement)) old; pruning "
                    + "counts from it instead of now; if recording hasn't been paused since then, check the system clock"
            )
        }
        switch try prune(before: decision.cutoff, keep: keep) {
        case .removed(blocks: 0): break
        case .removed(let count):
            done.cutoff = decision.cutoff
            done.summary =
                "\(path): removed \(NumberFormat.count(count, "block")) of snapshots last seen before "
                + decision.cutoff.iso8601
        case .refused(let from, let to):
            let gap = to.map { "between \(from.iso8601) and \($0.iso8601)" } ?? "after \(from.iso8601)"
            done.problems.append(
                "\(path): not pruned: the gap \(gap) is longer than the setting \"keep\"; if the newer snapshots were "
                    + "stamped by a wrong clock, remove them with launchtop archive forget "
                    + "--from \((to ?? from + 1).iso8601), otherwise remove the older ones with --to \(from.iso8601)"
            )
        }
        return done
    }
}
