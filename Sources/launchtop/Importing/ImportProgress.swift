import Dashboard

/// The progress of an import, formatted as a line of at most 79 columns.
struct ImportProgress: Hashable {
    var doneBytes: Int
    var allBytes: Int
    var doneFiles: Int
    var allFiles: Int

    /// Returns the progress line: `[########------------]  41%  740 of 1,800 files  38.2 MB/s  12 s left`.
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

    /// Returns a duration: "12 s", "3 min", "2 h".
    private static func duration(_ seconds: Double) -> String {
        switch seconds {
        case ..<100: "\(max(1, Int(seconds.rounded(.up)))) s"
        case ..<6000: "\(Int((seconds / 60).rounded(.up))) min"
        default: "\(NumberFormat.grouped(Int((min(seconds, 1e9) / 3600).rounded(.up)))) h"
        }
    }
}
