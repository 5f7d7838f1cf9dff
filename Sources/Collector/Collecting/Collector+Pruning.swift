import Archive
import History
import Market
import Settings

extension Collector {
    /// Prunes the archive once a day, unless the clock isn't trusted.
    func prune() {
        let uptime = SystemClock.uptime()
        guard let keep = configuration.keep, let plan = pruning, nextPruning <= uptime, clock.jump == nil else {
            return
        }
        nextPruning = uptime + Day.secondsPerDay
        do throws(ArchiveError) {
            guard let pruned = try archive?.prune(by: plan, keep: keep, wall: clock.now(), uptime: uptime) else {
                return
            }
            for problem in pruned.problems { log.report(problem) }
            if let summary = pruned.summary { log.write("pruned", summary) }
            if let cutoff = pruned.cutoff { ledger.forgetStoredBlocks(before: cutoff) }
        } catch {
            log.report(error.description)
        }
    }
}
