/// The part of the screen that the arrow keys control.
enum Focus: Hashable, Sendable {
    case list
    /// A crosshair in the chart.
    case chart
    /// The time cursor.
    case timeline
}
