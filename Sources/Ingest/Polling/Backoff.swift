/// How long to wait after what went wrong, in seconds. "Exponential Backoff And Jitter" (AWS Architecture Blog, 2015).
enum Backoff {
    /// The longest wait after the first failure of a feed.
    static let first: Int64 = 60
    /// The wait after which a host is tried again that failed, and the longest.
    static let failingHost: (first: Int64, longest: Int64) = (60, 1800)
    /// The same for a host that wants fewer requests. Half an hour is what others found to be enough.
    static let refusingHost: (first: Int64, longest: Int64) = (1800, 7200)

    /// The longest wait for a feed that fails: eight intervals, but not over an hour unless the interval is.
    static func longest(interval: Int64) -> Int64 { min(8 * interval, max(interval, 3600)) }

    /// Full jitter: anything from 1 to a ceiling that doubles with each failure in a row.
    static func source(failures: Int, interval: Int64, using generator: inout some RandomNumberGenerator) -> Int64 {
        let ceiling = doubled(min(first, interval), times: failures - 1, longest: longest(interval: interval))
        return Int64.random(in: 1...max(1, ceiling), using: &generator)
    }

    /// For a feed that does not get better by itself: nearly the longest wait.
    static func hopeless(interval: Int64, using generator: inout some RandomNumberGenerator) -> Int64 {
        let longest = longest(interval: interval)
        return max(1, longest - Int64.random(in: 0...(longest / 10), using: &generator))
    }

    /// The upper half of a ceiling that doubles: the lower would ask a host that is down again and again.
    static func failingHost(openings: Int, using generator: inout some RandomNumberGenerator) -> Int64 {
        let ceiling = doubled(failingHost.first, times: openings - 1, longest: failingHost.longest)
        return Int64.random(in: (ceiling / 2)...ceiling, using: &generator)
    }

    static func refusingHost(openings: Int, using generator: inout some RandomNumberGenerator) -> Int64 {
        later(doubled(refusingHost.first, times: openings - 1, longest: refusingHost.longest), using: &generator)
    }

    /// Not before `seconds`, and a little after, so that not all who were told the same come back at once.
    static func later(_ seconds: Int64, using generator: inout some RandomNumberGenerator) -> Int64 {
        seconds + Int64.random(in: 0...min(max(0, seconds) / 10, 60), using: &generator)
    }

    private static func doubled(_ start: Int64, times: Int, longest: Int64) -> Int64 {
        min(longest, start << Int64(min(max(0, times), 20)))
    }
}
