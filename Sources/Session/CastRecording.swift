import Canvas
import Dashboard
import Foundation

/// A recording of a replay that asciinema can play: the bytes that a terminal would receive, and their times.
///
/// Reference: asciicast file format, version 2. The first line is a header with the terminal's size. Each other line
/// has a time and the output at that time. Times come from the replay and not from a clock, so the same replay always
/// produces the same file.
struct CastRecording {
    /// The number of frames per second: enough to look smooth, and few enough for a small file.
    static let framesPerSecond = 15
    /// The maximum duration of a cast in seconds. A longer replay is cut off, with a message.
    static let maximumDuration = 600

    private let size: Size
    private let title: String

    init(size: Size, title: String) {
        self.size = size
        self.title = title
    }

    /// Plays a dashboard to the end of its replay, and writes a cast.
    ///
    /// - Parameter write: A closure that receives each line of the cast, without its line break.
    /// - Returns: The duration of the cast in seconds, and whether it covers the whole replay.
    func record(_ start: DashboardState, write: (String) throws -> Void) rethrows -> (seconds: Double, isWhole: Bool) {
        var state = start
        _ = state.apply(.resize(size))
        try write(header)
        var shown: Frame?
        var step = 0
        let last = Self.maximumDuration * Self.framesPerSecond
        while step <= last {
            let frame = state.frame()
            let bytes = frame.ansi(over: shown)
            let intro = shown == nil ? "\u{1B}[2J\u{1B}[?25l" : ""
            if !bytes.isEmpty || shown == nil { try write(event(at: step, intro + bytes)) }
            shown = frame
            guard state.isPlaying else { break }
            step += 1
            _ = state.apply(.elapsed(milliseconds: Int64(1000 / Self.framesPerSecond)))
        }
        // Hold the last frame for two seconds.
        let end = step + 2 * Self.framesPerSecond
        try write(event(at: end, "\u{1B}[\(size.rows);1H\u{1B}[?25h"))
        return (seconds(end), !state.isPlaying)
    }

    private func seconds(_ step: Int) -> Double { Double(step) / Double(Self.framesPerSecond) }

    private var header: String {
        "{\"version\":2,\"width\":\(size.columns),\"height\":\(size.rows),\"title\":\(Self.quoted(title)),"
            + "\"env\":{\"TERM\":\"xterm-256color\"}}"
    }

    private func event(at step: Int, _ data: String) -> String {
        "[\(String(format: "%.3f", seconds(step))),\"o\",\(Self.quoted(data))]"
    }

    private static func quoted(_ text: String) -> String {
        // Encoding a string never fails.
        guard let data = try? JSONEncoder().encode(text) else { return "\"\"" }
        return String(decoding: data, as: UTF8.self)
    }
}
