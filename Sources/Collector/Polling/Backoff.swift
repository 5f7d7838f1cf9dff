/// The waiting times after failed polls, in seconds. See "Exponential Backoff And Jitter" (AWS Architecture Blog,
/// 2015).
enum Backoff {
    /// The maximum wait after the first failure of a source, in seconds.
    static let first: Int64 = 60
    /// The first and the maximum wait before a failing host is retried, in seconds.
    static let failingHost: (first: Int64, maximum: Int64) = (60, 1800)
    /// The first and the maximum wait before a host that limits the request rate is retried, in seconds. The first
    /// wait, half an hour, has usually been enough.
    static let limitingHost: (first: Int64, maximum: Int64) = (1800, 7200)

    /// Returns the maximum wait for a failing source in seconds: eight intervals, but at most an hour unless the
    /// interval is longer.
    static func maximum(interval: Int64) -> Int64 { min(8 * interval, max(interval, 3600)) }

    /// Returns the maximum wait in seconds for a host whose responses are server errors: eight intervals, so that a
    /// source that is polled often isn't left without data long after a short outage, but at least a minute.
    static func maximumFailing(interval: Int64) -> Int64 { max(first, maximum(interval: interval)) }

    /// Returns the maximum wait in seconds for a source or a host that sends no response. One request per minute or
    /// interval causes little load, and users wait for the first data after an outage.
    static func maximumUnreachable(interval: Int64) -> Int64 { max(first, interval) }

    /// Returns the wait in seconds after consecutive failures of a source, with full jitter: a random value from 1 to a
    /// ceiling that doubles with each failure.
    ///
    /// - Parameter isUnreachable: Whether the host sent no response.
    static func source(
        failures: Int,
        interval: Int64,
        isUnreachable: Bool,
        using generator: inout some RandomNumberGenerator
    ) -> Int64 {
        let maximum = isUnreachable ? maximumUnreachable(interval: interval) : maximum(interval: interval)
        let ceiling = doubled(min(first, interval), times: failures - 1, maximum: maximum)
        return Int64.random(in: 1...max(1, ceiling), using: &generator)
    }

    /// Returns the wait in seconds after a permanent failure: a random value from 90% to 100% of the maximum wait.
    static func permanentFailure(interval: Int64, using generator: inout some RandomNumberGenerator) -> Int64 {
        let maximum = maximum(interval: interval)
        return max(1, maximum - Int64.random(in: 0...(maximum / 10), using: &generator))
    }

    /// Returns the wait for a failing host in seconds: a random value from half of a ceiling to the ceiling, which
    /// doubles each time the circuit opens. Shorter waits would mean too many requests to a host that is down.
    ///
    /// - Parameter maximum: The maximum wait in seconds. The maximum for all failing hosts applies if it's shorter.
    static func failingHost(
        openings: Int,
        maximum: Int64 = failingHost.maximum,
        using generator: inout some RandomNumberGenerator
    ) -> Int64 {
        let ceiling = doubled(failingHost.first, times: openings - 1, maximum: min(maximum, failingHost.maximum))
        return Int64.random(in: (ceiling / 2)...ceiling, using: &generator)
    }

    static func limitingHost(openings: Int, using generator: inout some RandomNumberGenerator) -> Int64 {
        later(doubled(limitingHost.first, times: openings - 1, maximum: limitingHost.maximum), using: &generator)
    }

    /// Returns `seconds` plus a random delay of up to 10%, at most a minute, so that clients don't retry at the same
    /// time.
    static func later(_ seconds: Int64, using generator: inout some RandomNumberGenerator) -> Int64 {
        seconds + Int64.random(in: 0...min(max(0, seconds) / 10, 60), using: &generator)
    }

    private static func doubled(_ start: Int64, times: Int, maximum: Int64) -> Int64 {
        min(maximum, start << Int64(min(max(0, times), 20)))
    }
}
