public import TimeSeries

extension RankingSeries {
    /// All ticks of the series, oldest first.
    public var ticks: [Tick] { (0..<count).map { tick(at: $0) } }
}

extension CounterSeries {
    /// Returns the count of one day, or `nil` if the count is unknown or only known as part of a sum over several days.
    public func value(on day: Int) -> Int64? { resolution.segments.first { $0.days == [day] }?.value }
}
