import Collector
import Market
import TestSupport
import Testing

/// A test that polls a host for almost two hours while it fails at certain times.
@Suite("Polling a host with failures")
struct PollScenarioTests {
    private static let start = Timestamp(seconds: 1_000_000)

    /// The responses of the host `flaky` by minute: `o` OK, `r` rate limit, `w` 503 with Retry-After: 300, `t` timeout
    /// after 20 seconds.
    private static let responses = Array(
        "oooooooooooooooooooowwwwwwooooooooooooooootttttttttooooooooooooooooorrrrrooooooooooo"
    )

    private static func response(_ source: SourceID, at now: Timestamp) -> (PollOutcome, Int64) {
        // Sources from 10 on are on another host, which never fails.
        if source.value >= 10 { return (.success, 1) }
        let minute = Int((now - start) / 60)
        return switch minute < responses.count ? responses[minute] : "o" {
        case "r": (.rateLimited(), 1)
        case "w": (.failed(retryAfter: 300), 1)
        case "t": (.unreachable, 20)
        default: (.success, 1)
        }
    }

    @Test("polls of a failing host pause, resume after a probe succeeds, and don't affect another host")
    func scenario() {
        var simulation = PollSimulation(start: Self.start, seed: 42) { source, now, _ in Self.response(source, at: now)
        }
        for number in 0..<3 { simulation.set("flaky", 300, as: number) }
        simulation.set("stable", 300, as: 10)
        simulation.run(105 * 60)
        let picture = [0, 1, 2, 10].map { simulation.marbles(of: $0, from: Self.start, columns: 105, of: 60) }
        // Each column is a minute. Retry-After at 21, timeouts from 41, rate limit at 68.
        let expected = """
            o..o..o.....o....o...x....o....o.....o....2x.........o..o.....o....o................................o...o
            o...o....o.....o...o......o...o....o....o.....x......o..o...o...o....r..............................o...o
            o.o.....o....o...o........o...o..o....o...xx.x...x...o....o...o....o................................o...o
            o..o...o...o....o....o.....o....o....o...o.....o....o...o....o.....o....o....o....o...o.....o....o....o..
            """
        #expect(picture.joined(separator: "\n") == expected)
    }
}
