import Canvas
import Foundation
import History
import Market
import Synchronization

/// A log of the events that occur while sources are polled, with one line per event. Logging never blocks, even if
/// nothing reads the log.
package final class EventLog: Sendable {
    package enum Style: String, CaseIterable, Sendable {
        /// Plain text.
        case text
        /// One JSON object per line.
        case json
    }

    private struct State {
        var reported: Set<String> = []
        /// Whether an error writing the file has been reported.
        var hasFailed = false
    }

    /// Whether all events are logged to standard error if there is no file. If `false`, problems are shown with `show`,
    /// and events are only logged to the file, if any.
    private let logsAll: Bool
    private let style: Style
    /// The path of the log file, which is opened for each line so that it can be rotated; `nil` if there is none.
    private let file: String?
    private let state = Mutex(State())
    private let lines = LineQueue()
    /// A closure that shows a message outside the log.
    private let show: @Sendable (String) -> Void

    /// Maximum number of logged problems to remember. A remembered problem isn't logged again.
    private static let problemLimit = 1000

    /// Creates a log for the dashboard: each problem is shown once, and all events go to a file if one is given.
    package init(file: String? = nil, show: @escaping @Sendable (String) -> Void) {
        (self.file, style, logsAll, self.show) = (file, .text, false, show)
    }

    /// Creates a log of all events for a program without a screen. Without a file, the log is written to standard
    /// error.
    package init(style: Style, file: String?, show: @escaping @Sendable (String) -> Void) {
        (self.file, self.style, logsAll, self.show) = (file, style, true, show)
    }

    /// Logs a problem, unless it was logged before.
    package func report(_ problem: String) {
        let isNew = state.withLock { state in
            // A long-running program reports a recurring problem again after many others.
            if state.reported.count >= Self.problemLimit { state.reported = [] }
            return state.reported.insert(problem).inserted
        }
        guard isNew else { return }
        if !logsAll { lines.add { [show] _ in show(problem) } }
        write("problem", problem)
    }

    /// Waits until all lines are written, up to a timeout in seconds.
    package func finish(atMost seconds: Double) { lines.finish(atMost: seconds) }

    /// Logs an event with a message.
    package func write(_ event: String, _ message: String) { write(event, [(Self.messageKey, .text(message))]) }

    /// Logs the result of polling a source.
    func writePoll(_ source: SourceHealth, _ reading: SourceReader.Reading, newSnapshots: Int) {
        // Files are checked often, so checks without a change aren't logged.
        guard source.interval != nil || reading.documents > 0 || source.error != nil else { return }
        var fields: [(String, Value)] = [("source", .text(source.source))]
        if let error = source.errorWithoutName {
            fields.append(("error", .text(error)))
        } else {
            fields += [("snapshots", .number(reading.charts.count)), ("new", .number(newSnapshots))]
            fields.append(("counts", .number(reading.counts.count)))
            if let reviews = reading.reviews { fields.append(("reviews", .number(reviews.count))) }
        }
        if let milliseconds = reading.milliseconds { fields.append(("milliseconds", .number(milliseconds))) }
        if let received = reading.received { fields.append(("bytes", .number(received))) }
        write(source.error == nil ? "poll" : "failure", fields)
    }

    private static let messageKey = "message"

    private enum Value {
        case text(String)
        case number(Int)
    }

    private func write(_ event: String, _ fields: [(String, Value)]) {
        guard logsAll || file != nil else { return }
        let line = line(event, fields, at: SystemClock.now())
        lines.add { [self] dropped in
            if dropped > 0 {
                let message = "\(dropped) log lines dropped: the reader of the log is too slow"
                emit(self.line("dropped", [(Self.messageKey, .text(message))], at: SystemClock.now()))
            }
            emit(line)
        }
    }

    /// Writes a line to the file or to standard error. May block.
    private func emit(_ line: String) {
        let bytes = Data((line + "\n").utf8)
        guard let file else {
            try? FileHandle.standardError.write(contentsOf: bytes)
            return
        }
        if Self.append(bytes, to: file) { return }
        let reason = SystemError.last.message
        let isFirst = state.withLock { state in
            defer { state.hasFailed = true }
            return !state.hasFailed
        }
        if isFirst { show("\(file): can't write the log: \(reason); logging to standard error") }
        if logsAll { try? FileHandle.standardError.write(contentsOf: bytes) }
    }

    private static func append(_ bytes: Data, to file: String) -> Bool {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) } == bytes.count
    }

    /// Formats an event as a line. Control characters are replaced, because logs are read in terminals.
    private func line(_ event: String, _ fields: [(String, Value)], at time: Timestamp) -> String {
        switch style {
        case .text:
            let parts = fields.map { name, value in
                switch value {
                case .text(let text):
                    name == Self.messageKey ? DisplayText(text).text : "\(name)=\(DisplayText(text).text)"
                case .number(let number): "\(name)=\(number)"
                }
            }
            return "\(time.iso8601) \(event) \(parts.joined(separator: " "))"
        case .json:
            var object: [String: Any] = ["time": time.iso8601, "event": event]
            for (name, value) in fields {
                switch value {
                case .text(let text): object[name] = DisplayText(text).text
                case .number(let number): object[name] = number
                }
            }
            let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
            let data = try? JSONSerialization.data(withJSONObject: object, options: options)
            return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
        }
    }
}
