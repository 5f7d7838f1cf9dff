import Ingest
import Market
import TestSupport
import Testing

/// Nearly two hours with a host that misbehaves by the clock, as a picture of its feeds.
@Suite("Nearly two hours with a moody server")
struct PollStoryTests {
    private static let start = Timestamp(seconds: 1_000_000)

    /// Minute by minute: what the host `moody` answers. `o` well, `r` refuses, `w` 503 with Retry-After: 300, `t` times
    /// out after twenty seconds.
    private static let moods = Array(
        "oooooooooooooooooooowwwwwwooooooooooooooootttttttttooooooooooooooooorrrrrooooooooooo"
    )

    private static func mood(_ source: SourceID, at now: Timestamp) -> (PollOutcome, Int64) {
        // Feeds from 10 on are of another host, which is always well.
        if source.value >= 10 { return (.success, 1) }
        let minute = Int((now - start) / 60)
        return switch minute < moods.count ? moods[minute] : "o" {
        case "r": (.refused(), 1)
        case "w": (.failed(retryAfter: 300), 1)
        case "t": (.failed(), 20)
        default: (.success, 1)
        }
    }

    @Test("its feeds are looked at, wait together, are tried by one, and recover; those of another host go on")
    func story() {
        var simulation = PollSimulation(start: Self.start, seed: 42) { source, now, _ in Self.mood(source, at: now) }
        for number in 0..<3 { simulation.set("moody", 300, as: number) }
        simulation.set("calm", 300, as: 10)
        simulation.run(105 * 60)
        let picture = [0, 1, 2, 10].map { simulation.marbles(of: $0, from: Self.start, columns: 105, of: 60) }
        // Each column is a minute. Asked for five minutes at 21, timing out from 41, refusing at 68.
        let expected = """
            o..o..o.....o....o...x....o....o.....o....2x...........o..o...o....o...............................o...o.
            o...o....o.....o...o......o...o....o....o.....x........o...o....o..................................o..o..
            o.o.....o....o...o........o...o..o....o...xx.x...x.....o..o....o....r..............................o...o.
            o..o...o...o....o....o.....o....o....o...o.....o....o...o.....o...o....o.....o....o....o....o...o.....o..
            """
        #expect(picture.joined(separator: "\n") == expected)
    }
}
