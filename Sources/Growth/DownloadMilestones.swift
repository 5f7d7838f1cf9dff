public import Market

/// The download thresholds that a launch has passed, by kind of figure, and the next one.
public struct DownloadMilestones: Sendable {
    /// The thresholds passed, in ascending order. A threshold may occur twice, once for an estimate and once for a
    /// claim.
    public let reached: [Milestone]
    /// The newest total of the launch's own series and its day, counted from day 0; `nil` if there is none.
    public let latest: (day: Int, total: ClosedRange<Double>)?
    /// The first threshold above the lower bound of the newest total; `nil` if there is none.
    public let next: Int?

    /// Computes milestones.
    ///
    /// - Parameters:
    ///   - curve: The launch's own curve, from the same figures.
    ///   - observations: The figures that are valid at the time of interest.
    ///   - thresholds: The thresholds in ascending order, each above 0.
    public init(
        of launch: Launch,
        curve: DownloadCurve,
        observations: [Observation],
        thresholds: [Int] = MilestoneScale.downloads
    ) {
        let own = observations.filter {
            $0.metric == .downloads && $0.series == launch.series && $0.scope == launch.homeScope && $0.kind != .claim
        }
        .sorted { $0.period.lastDay < $1.period.lastDay }
        var reached: [Milestone] = thresholds.compactMap { threshold in
            curve.days(passing: Double(threshold)).map { days in
                Milestone(
                    metric: .downloads,
                    threshold: threshold,
                    earliest: days.lowerBound.start,
                    latest: days.upperBound.lastSecond,
                    kind: curve.kind,
                    // The publisher of the first figure that reaches the threshold, or else of the last figure.
                    source: (own.first { $0.period.lastDay >= days.upperBound } ?? own.last)?.source.name ?? launch.name
                )
            }
        }
        for figure in observations
        where figure.metric == .downloads && figure.kind == .claim && figure.scope == launch.homeScope {
            guard case .through(let day) = figure.period, (0...DownloadCurve.greatestValue).contains(figure.value)
            else { continue }
            reached.append(
                Milestone(
                    metric: .downloads,
                    threshold: Int(figure.value),
                    earliest: launch.day0.start,
                    latest: day.lastSecond,
                    kind: .claim,
                    source: figure.source.name
                )
            )
        }
        self.reached = reached.sorted { ($0.threshold, $0.latest) < ($1.threshold, $1.latest) }
        latest = curve.latest
        next = latest.flatMap { latest in
            thresholds.first { Double($0) > latest.total.lowerBound }
        }
    }
}
