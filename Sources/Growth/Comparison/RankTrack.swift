public import Market

/// What was seen of an app in one chart.
public struct RankTrack: Hashable, Sendable {
    /// One look at the chart.
    public struct Look: Hashable, Sendable {
        public var time: Timestamp
        /// `nil` where the app was not on the list.
        public var rank: Rank?
        /// Whether nothing is known of the time after it, as of a place that a newspaper gave.
        public var isAlone: Bool

        public init(_ time: Timestamp, _ rank: Rank?, isAlone: Bool = false) {
            self.time = time
            self.rank = rank
            self.isAlone = isAlone
        }
    }

    /// One hour of looks.
    public struct Hour: Hashable, Sendable {
        /// `nil` where the app was on no list of this hour.
        public var best: Rank?
        /// `nil` where it was off the list by its end.
        public var last: Rank?
    }

    public let chart: Chart
    /// By time.
    public let looks: [Look]

    /// - Parameter looks: in any order.
    public init(_ chart: Chart, looks: [Look]) {
        self.chart = chart
        let isSorted = zip(looks, looks.dropFirst()).allSatisfy { $0.time <= $1.time }
        self.looks = isSorted ? looks : looks.sorted { $0.time < $1.time }
    }

    /// Looks by hours since an instant, the first hour of which is 0.
    ///
    /// - Parameter limit: hours that are wanted, at least 0.
    /// - Returns: up to the last hour with a look; `nil` for an hour in which nobody looked.
    /// - Complexity: O(looks + hours).
    public func hours(since origin: Timestamp, limit: Int) -> [Hour?] {
        var hours: [Hour?] = []
        for look in looks where look.time >= origin {
            let (seconds, passed) = look.time.seconds.subtractingReportingOverflow(origin.seconds)
            guard !passed, seconds / 3600 < Int64(max(0, limit)) else { break }
            let hour = Int(seconds / 3600)
            while hours.count <= hour { hours.append(nil) }
            let best = [hours[hour]?.best, look.rank].compactMap { $0 }.min()
            hours[hour] = Hour(best: best, last: look.rank)
        }
        return hours
    }

    /// The best rank of each day since an instant; `nil` where there was none or nobody looked.
    public func bestByDay(since origin: Timestamp, limit: Int) -> [Rank?] {
        let hours = hours(since: origin, limit: limit.multipliedReportingOverflow(by: 24).partialValue)
        return stride(from: 0, to: hours.count, by: 24).map { first in
            hours[first..<min(hours.count, first + 24)].compactMap { $0?.best }.min()
        }
    }

    /// The newest look at or before an instant, where it is at most so many seconds old and does not stand alone.
    public func look(asOf instant: Timestamp, within seconds: Int64) -> Look? {
        var low = 0
        var high = looks.count
        while low < high {
            let middle = (low + high) / 2
            if looks[middle].time <= instant { low = middle + 1 } else { high = middle }
        }
        guard low > 0, instant - looks[low - 1].time <= (looks[low - 1].isAlone ? 0 : seconds) else { return nil }
        return looks[low - 1]
    }

    /// The first look from an instant on that found the app at a rank or better.
    public func first(atOrAbove rank: Rank, since origin: Timestamp) -> Look? {
        looks.first { look in look.time >= origin && look.rank.map { $0 <= rank } ?? false }
    }
}
