import History
import Market

extension Collector {
    /// Reports that the system clock jumped or was set back, or that it is trusted again.
    func noteClock(at now: Timestamp) {
        let wall = SystemClock.now()
        guard let jump = clock.jump else {
            if now - wall > 60 {
                log.report(
                    "system clock: set back by \(TimeFormat.age(now - wall)); snapshots stay in order until it catches up"
                )
            }
            guard let health = clockHealth else { return }
            clockHealth = nil
            ledger.forgetSource(health.source)
            log.write("clock", "system clock is trusted again")
            observer?.post(ledger.snapshot)
            return
        }
        var health = SourceHealth(source: "system clock")
        health.lastAttempt = now
        health.error =
            "system clock: jumped \(jump > 0 ? "forward" : "back") by \(TimeFormat.age(abs(jump))), to \(wall.iso8601); "
            + "using the time since the start for snapshots and pausing pruning until the clock is corrected "
            + "or has kept the new time for 10 minutes"
        guard clockHealth == nil else { return }
        clockHealth = health
        log.report(health.error ?? "")
        ledger.note(health)
        observer?.post(ledger.snapshot)
    }
}
