public import Market

/// The ranks of an app in one chart.
public struct RankTrack: Hashable, Sendable {
    /// The app's rank in one snapshot of the chart.
    public struct Sample: Hashable, Sendable {
        public var time: Timestamp
        /// The rank; `nil` if the app wasn't ranked.
        public var rank: Rank?
        /// Whether the rank is known only for this instant, such as a rank quoted by a newspaper.
        public var isAlone: Bool

        public init(_ time: Timestamp, _ rank: Rank?, isAlone: Bool = false) {
            self.time = time
            self.rank = rank
            self.isAlone = isAlone
        }
    }

    /// The ranks in one hour.
    public struct Hour: Hashable, Sendable {
        /// The best rank; `nil` if the app wasn't ranked in this hour.
        public var best: Rank?
        /// The last rank; `nil` if the app wasn't ranked at the end of the hour.
        public var last: Rank?
    }

    public let chart: Chart
    /// The snapshots in chronological order.
    public let samples: [Sample]

    /// Creates a track.
    ///
    /// - Parameter samples: The snapshots, in any order.
    public init(_ chart: Chart, samples: [Sample]) {
        self.chart = chart
        let isSorted = zip(samples, samples.dropFirst()).allSatisfy { $0.time <= $1.time }
        self.samples = isSorted ? samples : samples.sorted { $0.time < $1.time }
    }

    /// Returns the ranks in each hour since an instant.
    ///
    /// - Parameter limit: The maximum number of hours, at least 0.
    /// - Returns: One element per hour up to the last hour with a snapshot; `nil` for hours without one.
    /// - Complexity: O(snapshots + hours).
    public func hours(since origin: Timestamp, limit: Int) -> [Hour?] {
        var hours: [Hour?] = []
        for sample in samples where sample.time >= origin {
            let (seconds, passed) = sample.time.seconds.subtractingReportingOverflow(origin.seconds)
            guard !passed, seconds / 3600 < Int64(max(0, limit)) else { break }
            let hour = Int(seconds / 3600)
            while hours.count <= hour { hours.append(nil) }
            let best = [hours[hour]?.best, sample.rank].compactMap { $0 }.min()
            hours[hour] = Hour(best: best, last: sample.rank)
        }
        return hours
    }

    /// Returns the best rank of each day since an instant; `nil` for days without a rank. `limit` is the maximum number
    /// of days.
    public func bestByDay(since origin: Timestamp, limit: Int) -> [Rank?] {
        let hours = hours(since: origin, limit: limit.multipliedReportingOverflow(by: 24).partialValue)
        return stride(from: 0, to: hours.count, by: 24).map { first in
            hours[first..<min(hours.count, first + 24)].compactMap { $0?.best }.min()
        }
    }

    /// Returns the newest snapshot at or before an instant; `nil` if it's more than `seconds` old, or if its rank is
    /// known only for an earlier instant.
    public func sample(asOf instant: Timestamp, within seconds: Int64) -> Sample? {
        var low = 0
        var high = samples.count
        while low < high {
            let middle = (low + high) / 2
            if samples[middle].time <= instant { low = middle + 1 } else { high = middle }
        }
        guard low > 0, instant - samples[low - 1].time <= (samples[low - 1].isAlone ? 0 : seconds) else { return nil }
        return samples[low - 1]
    }

    /// Returns the first snapshot at or after an instant in which the app has the given rank or a better one; `nil` if
    /// there is none.
    public func first(atOrAbove rank: Rank, since origin: Timestamp) -> Sample? {
        samples.first { sample in sample.time >= origin && sample.rank.map { $0 <= rank } ?? false }
    }
}
