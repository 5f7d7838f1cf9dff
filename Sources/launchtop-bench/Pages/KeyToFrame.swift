import Canvas
import Dashboard
import Foundation
import TestSupport

/// Prints the time from a key that moves the selection to the next frame. The selection moves down for 40 rows and up
/// again, so that most keys select a row that wasn't selected a moment ago.
///
/// The figure has the processor time too, since the elapsed time depends on what else the computer does.
///
/// - Parameters:
///   - name: The part of the figure's name that identifies the page and the data.
///   - blank: The time to create a blank frame of the same size, in seconds.
func measureKeyToFrame(in start: DashboardState, _ name: String, blank: Double) {
    var state = start
    var count = 0
    var processorTimes: [Double] = []
    let times = percentiles(of: 400) {
        let start = processorTime()
        state.press(count % 80 < 40 ? "j" : "k")
        _ = state.frame(theme: .dark)
        processorTimes.append(processorTime() - start)
        count += 1
    }
    processorTimes.sort()
    Figure("key_to_frame_\(name)_ms", times.p50 * 1e3, "ms", p95: times.p95 * 1e3, p99: times.p99 * 1e3)
        .compared(to: "blank frame", blank * 1e3)
        .withProcessorTime(
            processorTimes[processorTimes.count / 2] * 1e3,
            p99: processorTimes[processorTimes.count * 99 / 100] * 1e3
        )
        .print()
}

/// Returns the time that the processor has spent on the calling thread, in seconds.
func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
