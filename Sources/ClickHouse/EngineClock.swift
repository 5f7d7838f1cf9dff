public import Market

/// A comparison of the clock of an engine with that of this computer.
public enum EngineClock {
    /// The number of seconds by which the clocks may differ. It includes the time of a slow response.
    private static let tolerance: Int64 = 300

    /// Returns the problem with the clocks; `nil` if they agree.
    ///
    /// - Parameters:
    ///   - engine: The engine's time.
    ///   - local: This computer's time.
    public static func problem(engine: Timestamp, local: Timestamp) -> String? {
        let seconds = engine - local
        guard abs(seconds) > tolerance else { return nil }
        let minutes = (abs(seconds) + 30) / 60
        let place = seconds > 0 ? "ahead of" : "behind"
        return
            "the engine's clock is \(minutes) min \(place) this computer's; set the clocks, or ages and times are wrong"
    }
}
