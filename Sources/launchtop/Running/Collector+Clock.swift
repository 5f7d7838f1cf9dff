import Dashboard
import History
import Market

extension Collector {
    /// Reports a wall clock that isn't trusted, and that it is again.
    func noteClock(at now: Timestamp) {
        let wall = SourceLoader.now()
        guard let jump = clock.jump else {
            if now - wall > 60 {
                log.say(
                    "system clock: went back by \(TimeFormat.age(now - wall)); snapshots keep their order until it has caught up"
                )
            }
            guard let health = clockHealth else { return }
            clockHealth = nil
            ledger.forgetSource(health.source)
            log.tell("clock", "the system clock is trusted again")
            return inbox.post(ledger.snapshot)
        }
        var health = SourceHealth(source: "system clock")
        health.lastAttempt = now
        health.error =
            "system clock: jumped \(jump > 0 ? "forward" : "back") by \(TimeFormat.age(abs(jump))), to \(wall.iso8601); "
            + "snapshots are stamped by the time since the start and nothing is pruned until it is right again, "
            + "or has kept the new time for 10 minutes"
        guard clockHealth == nil else { return }
        clockHealth = health
        log.say(health.error ?? "")
        ledger.note(health)
        inbox.post(ledger.snapshot)
    }
}
