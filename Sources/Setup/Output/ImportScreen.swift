package import Collector
import Dashboard
import Foundation
package import Input
import Market

/// A progress line on standard error, redrawn at most ten times per second. Draws nothing if standard error isn't a
/// terminal.
package final class ImportScreen: ImportObserver {
    private let isShown = isatty(STDERR_FILENO) == 1
    private let started = ContinuousClock.now
    private var lastDrawn: ContinuousClock.Instant?

    package init() {}

    package func show(_ progress: ImportProgress) {
        guard isShown else { return }
        let now = ContinuousClock.now
        if let lastDrawn, now - lastDrawn < .milliseconds(100) { return }
        lastDrawn = now
        write("\r\u{1B}[K" + progress.line(after: (now - started) / .seconds(1)))
    }

    /// Removes the progress line, to make room for other output.
    package func clear() {
        guard isShown, lastDrawn != nil else { return }
        write("\r\u{1B}[K")
        lastDrawn = nil
    }

    /// Prints problems above the progress line.
    package func report(_ problems: [InputError]) {
        guard !problems.isEmpty else { return }
        clear()
        for problem in problems { Console.report(problem.description) }
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

extension ImportProgress {
    /// Returns the progress as a line of at most 79 columns:
    /// `[####----]  41%  740 of 1,800 files  38.2 MB/s  12 s left`.
    ///
    /// - Parameter seconds: The number of seconds since the start of the import.
    func line(after seconds: Double) -> String {
        let share = allBytes > 0 ? min(1, Double(doneBytes) / Double(allBytes)) : 0
        let filled = Int(share * 20)
        let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: 20 - filled)
        let percent = String(Int(share * 100))
        var parts = [
            "[\(bar)] \(String(repeating: " ", count: 3 - percent.count))\(percent)%",
            "\(NumberFormat.grouped(doneFiles)) of \(NumberFormat.count(allFiles, "file"))",
        ]
        if seconds > 0.2, doneBytes > 0 {
            let rate = Double(doneBytes) / seconds
            parts.append("\(NumberFormat.short(rate))B/s")
            if doneBytes < allBytes { parts.append("\(Self.duration(Double(allBytes - doneBytes) / rate)) left") }
        }
        return String(parts.joined(separator: "  ").prefix(79))
    }

    /// Returns a number of seconds as text, such as "12 s", "3 min" or "2 h".
    private static func duration(_ seconds: Double) -> String {
        switch seconds {
        case ..<100: "\(max(1, Int(seconds.rounded(.up)))) s"
        case ..<6000: "\(Int((seconds / 60).rounded(.up))) min"
        default: "\(NumberFormat.grouped(Int((min(seconds, 1e9) / 3600).rounded(.up)))) h"
        }
    }
}
