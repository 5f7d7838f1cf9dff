import Foundation
import Input

/// A progress line on standard error, redrawn at most ten times per second. Draws nothing if standard error isn't a
/// terminal.
final class ImportScreen {
    private let isShown = isatty(STDERR_FILENO) == 1
    private let started = ContinuousClock.now
    private var lastDrawn: ContinuousClock.Instant?

    func show(_ progress: ImportProgress) {
        guard isShown else { return }
        let now = ContinuousClock.now
        if let lastDrawn, now - lastDrawn < .milliseconds(100) { return }
        lastDrawn = now
        write("\r\u{1B}[K" + progress.line(after: (now - started) / .seconds(1)))
    }

    /// Removes the line, to make room for other output.
    func clear() {
        guard isShown, lastDrawn != nil else { return }
        write("\r\u{1B}[K")
        lastDrawn = nil
    }

    /// Prints problems above the line.
    func report(_ problems: [InputError]) {
        guard !problems.isEmpty else { return }
        clear()
        for problem in problems { Console.report(problem.description) }
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
