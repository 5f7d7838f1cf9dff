import Canvas
import Dashboard
import TestSupport

/// Prints the time from a key that moves the selection to the next frame.
///
/// - Parameters:
///   - name: The part of the figure's name that identifies the page and the data.
///   - blank: The time to create a blank frame of the same size, in seconds.
func measureKeyToFrame(in start: DashboardState, _ name: String, blank: Double) {
    var state = start
    var isDown = false
    let times = percentiles(of: 400) {
        isDown.toggle()
        state.press(isDown ? "j" : "k")
        _ = state.frame(theme: .dark)
    }
    Figure("key_to_frame_\(name)_ms", times.p50 * 1e3, "ms", p95: times.p95 * 1e3, p99: times.p99 * 1e3)
        .compared(to: "blank frame", blank * 1e3).print()
}
