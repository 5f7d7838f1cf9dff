public import Market

/// A comparison of the first weeks of two launches in the same scope.
public struct WeekComparison: Hashable, Sendable {
    public var scope: Scope
    public var launch: Observation
    public var other: Observation

    /// This launch's week as a multiple of the other launch's week.
    public var ratio: Double { launch.value / other.value }

    /// Compares two launches' totals for the first seven days.
    ///
    /// The totals have the same scope and come from the same model and version. If several scopes have such totals, the
    /// scope in which `launch` has the largest total is used.
    ///
    /// - Returns: `nil` if no scope has such totals for both launches.
    public init?(of launch: Launch, with other: Launch) {
        let candidates: [(Observation, Observation)] = Self.weeks(of: launch).compactMap { week in
            Self.weeks(of: other).first { $0.scope == week.scope && $0.value > 0 && $0.series == week.series }
                .map { (week, $0) }
        }
        guard let (mine, theirs) = candidates.max(by: { $0.0.value < $1.0.value }) else { return nil }
        scope = mine.scope
        self.launch = mine
        self.other = theirs
    }

    private static func weeks(of launch: Launch) -> [Observation] {
        launch.observations.filter {
            $0.metric == .downloads && $0.period == .through(launch.day0.advanced(by: 6)) && $0.kind != .claim
                && !$0.isAtLeast
        }
    }
}
