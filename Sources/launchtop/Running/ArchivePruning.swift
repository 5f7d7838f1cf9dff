import Archive
import Dashboard
import Market

/// One pruning of an archive, and what to report of it.
struct ArchivePruning {
    /// Sentences about what is wrong.
    fileprivate(set) var problems: [String] = []
    /// What was done, in words; `nil` where nothing was removed.
    fileprivate(set) var summary: String?
    /// Before when snapshots were removed.
    fileprivate(set) var cutoff: Timestamp?
}

extension ArchiveWriter {
    /// Removes what is older than the settings keep.
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
                "\(path): the clock is \(TimeFormat.age(disagreement)) ahead of the newest snapshot, of "
                    + "\(plan.newest.iso8601); pruning counts from that snapshot; "
                    + "if nothing was recorded since, that is normal, otherwise check the system clock"
            )
        }
        switch try prune(before: decision.cutoff, keep: keep) {
        case .removed(blocks: 0): break
        case .removed(let count):
            done.cutoff = decision.cutoff
            done.summary =
                "removed \(NumberFormat.count(count, "block")) of snapshots last seen before \(decision.cutoff.iso8601) from "
                + "\(path)"
        case .refused(let from, let to):
            let gap = to.map { "between \(from.iso8601) and \($0.iso8601)" } ?? "after \(from.iso8601)"
            done.problems.append(
                "\(path): nothing was pruned: it has no snapshot \(gap), which is longer than “keep”; "
                    + "if the newer ones were stamped by a wrong clock, remove them with “launchtop archive forget "
                    + "--from \((to ?? from + 1).iso8601)”, else the older ones with “--to \(from.iso8601)”"
            )
        }
        return done
    }
}
