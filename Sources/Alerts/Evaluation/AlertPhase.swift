/// The state of a rule for one subject.
///
/// ```
///             met          met again, later
///   armed ────────▶ pending ────────▶ fired
///     ▲  ◀───────────┘ not met         │ ▲
///     │                       not met  ▼ │ met
///     └────────────────────────────── clearing
///            not met again, later
/// ```
/// An unknown result, such as a rank below the end of a short snapshot, changes nothing.
enum AlertPhase: Hashable, Sendable {
    case armed
    /// The condition has been met since this time, in seconds, but isn't confirmed yet.
    case pending(Int64)
    case fired
    /// The condition hasn't been met since this time, in seconds, but a second result hasn't confirmed this yet.
    case clearing(Int64)

    /// Applies the result of one evaluation.
    ///
    /// - Parameters:
    ///   - isMet: Whether the condition is met; `nil` if unknown.
    ///   - time: The time of the evaluation, in seconds.
    ///   - spacing: The minimum number of seconds between two results for the second to confirm the first.
    /// - Returns: If the alert fires now, the time at which the condition was first met, in seconds; otherwise `nil`.
    mutating func step(_ isMet: Bool?, at time: Int64, spacing: Int64) -> Int64? {
        guard let isMet else { return nil }
        switch (self, isMet) {
        case (.armed, true): self = .pending(time)
        case (.pending(let since), true) where time - since >= spacing:
            self = .fired
            return since
        case (.pending, false): self = .armed
        case (.fired, false): self = .clearing(time)
        case (.clearing, true): self = .fired
        case (.clearing(let since), false) where time - since >= spacing: self = .armed
        case (.armed, false), (.pending, true), (.fired, true), (.clearing, false): break
        }
        return nil
    }
}
