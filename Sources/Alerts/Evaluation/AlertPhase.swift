/// How far a rule is with one subject.
///
/// ```
///            so             so again, later
///   armed ────────▶ suspected ────────▶ told        (fires)
///     ▲  ◀────────────┘ not so            │ ▲
///     │                            not so ▼ │ so
///     └──────────────────────────────── calming
///              not so again, later
/// ```
/// What is not known, such as a place below the end of a list, changes nothing.
enum AlertPhase: Hashable, Sendable {
    case armed
    /// Since when, in seconds.
    case suspected(Int64)
    case fired
    /// Since when it is so no longer.
    case calming(Int64)

    /// Takes what a look says.
    ///
    /// - Parameter spacing: how many seconds lie between two looks at least, to count as two.
    /// - Returns: since when it has been so, where it is to be told now.
    mutating func step(_ isSo: Bool?, at time: Int64, spacing: Int64) -> Int64? {
        guard let isSo else { return nil }
        switch (self, isSo) {
        case (.armed, true): self = .suspected(time)
        case (.suspected(let since), true) where time - since >= spacing:
            self = .fired
            return since
        case (.suspected, false): self = .armed
        case (.fired, false): self = .calming(time)
        case (.calming, true): self = .fired
        case (.calming(let since), false) where time - since >= spacing: self = .armed
        case (.armed, false), (.suspected, true), (.fired, true), (.calming, false): break
        }
        return nil
    }
}
