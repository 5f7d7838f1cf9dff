import Foundation
import Ingest

/// The line of progress on a terminal, drawn anew at most ten times a second; nothing where standard error is no terminal.
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

    /// Takes the line away, so that something else can be said.
    func clear() {
        guard isShown, lastDrawn != nil else { return }
        write("\r\u{1B}[K")
        lastDrawn = nil
    }

    func say(_ problems: [IngestError]) {
        guard !problems.isEmpty else { return }
        clear()
        for problem in problems { Console.error(problem.description) }
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
