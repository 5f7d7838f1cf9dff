/// What the arrow keys move.
enum Focus: Hashable, Sendable {
    case list
    /// A crosshair in the chart.
    case chart
    /// The cursor of time.
    case timeline
}
