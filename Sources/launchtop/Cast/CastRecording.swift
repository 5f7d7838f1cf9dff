import Canvas
import Dashboard
import Foundation

/// A replay as a file that asciinema plays: what a terminal would have been sent, without one.
///
/// Reference: asciicast file format, version 2. The first line says how large the terminal is, each of the others when
/// what is sent. Time is that of the replay and no clock's, so the same replay gives the same file.
struct CastRecording {
    /// Pictures a second: as many as eyes follow, and few enough for a small file.
    static let rate = 15
    /// Longest recording, in seconds; what would follow is left out, and said to be.
    static let longest = 600

    private let size: Size
    private let title: String

    init(size: Size, title: String) {
        self.size = size
        self.title = title
    }

    /// Plays a dashboard to the end of its replay.
    ///
    /// - Parameter write: takes each line without its end.
    /// - Returns: seconds that were recorded, and whether that is all of it.
    func record(_ start: DashboardState, write: (String) throws -> Void) rethrows -> (seconds: Double, isWhole: Bool) {
        var state = start
        _ = state.apply(.resize(size))
        try write(header)
        var shown: Frame?
        var step = 0
        let last = Self.longest * Self.rate
        while step <= last {
            let frame = state.frame()
            let bytes = frame.ansi(over: shown)
            let intro = shown == nil ? "\u{1B}[2J\u{1B}[?25l" : ""
            if !bytes.isEmpty || shown == nil { try write(event(at: step, intro + bytes)) }
            shown = frame
            guard state.isPlaying else { break }
            step += 1
            _ = state.apply(.elapsed(milliseconds: Int64(1000 / Self.rate)))
        }
        // The last picture stays for a while.
        let end = step + 2 * Self.rate
        try write(event(at: end, "\u{1B}[\(size.rows);1H\u{1B}[?25h"))
        return (seconds(end), !state.isPlaying)
    }

    private func seconds(_ step: Int) -> Double { Double(step) / Double(Self.rate) }

    private var header: String {
        "{\"version\":2,\"width\":\(size.columns),\"height\":\(size.rows),\"title\":\(Self.quoted(title)),"
            + "\"env\":{\"TERM\":\"xterm-256color\"}}"
    }

    private func event(at step: Int, _ data: String) -> String {
        "[\(String(format: "%.3f", seconds(step))),\"o\",\(Self.quoted(data))]"
    }

    private static func quoted(_ text: String) -> String {
        // An encoder of strings fails on none.
        guard let data = try? JSONEncoder().encode(text) else { return "\"\"" }
        return String(decoding: data, as: UTF8.self)
    }
}
