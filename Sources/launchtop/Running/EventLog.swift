import Canvas
import Foundation
import History
import Ingest
import Market
import Synchronization

/// What happens while sources are followed, a line each. Who logs never waits for who reads the log: nobody may.
final class EventLog: Sendable {
    enum Style: String, CaseIterable, Sendable {
        /// Sentences for people.
        case text
        /// One JSON object a line.
        case json
    }

    private struct State {
        var said: Set<String> = []
        /// Whether it was told that the file cannot be written.
        var hasFailed = false
    }

    /// Whether each look is told, and not only what is wrong.
    private let tellsLooks: Bool
    private let style: Style
    /// Opened for each line, so that it can be moved away while the program runs; standard error without it.
    private let file: String?
    private let state = Mutex(State())
    private let lines = LineQueue()

    /// Most different problems that are known to have been told.
    private static let problemLimit = 1000

    /// For a screen: problems only, each once, on standard error when the screen is gone, and in a file where one is named.
    init(file: String? = nil) {
        (self.file, style, tellsLooks) = (file, .text, false)
    }

    /// For a program without a screen: everything.
    init(style: Style, file: String?) {
        (self.file, self.style, tellsLooks) = (file, style, true)
    }

    /// A problem, once, or again after a thousand others.
    func say(_ problem: String) {
        let isNews = state.withLock { state in
            // Rather told again than kept quiet, where a program runs for weeks.
            if state.said.count >= Self.problemLimit { state.said = [] }
            return state.said.insert(problem).inserted
        }
        guard isNews else { return }
        if !tellsLooks { lines.add { _ in Console.error(problem) } }
        tell("problem", problem)
    }

    /// Waits until what was logged is written, or so many seconds have passed.
    func finish(atMost seconds: Double) { lines.finish(atMost: seconds) }

    /// Something that happened, such as the start and the end.
    func tell(_ event: String, _ words: String) { write(event, [("words", .text(words))]) }

    /// How a look at a source ended.
    func looked(_ source: SourceHealth, _ reading: SourceReader.Reading, news: Int) {
        // A file in which nothing changed was not looked at, for all that matters.
        guard source.interval != nil || reading.documents > 0 || source.error != nil else { return }
        var fields: [(String, Value)] = [("source", .text(source.source))]
        if let error = source.error {
            fields.append(("error", .text(error)))
        } else {
            fields += [("lists", .number(reading.charts.count)), ("new", .number(news))]
            fields.append(("counts", .number(reading.counts.count)))
        }
        if let milliseconds = reading.milliseconds { fields.append(("milliseconds", .number(milliseconds))) }
        if let received = reading.received { fields.append(("bytes", .number(received))) }
        write(source.error == nil ? "look" : "failure", fields)
    }

    private enum Value {
        case text(String)
        case number(Int)
    }

    private func write(_ event: String, _ fields: [(String, Value)]) {
        guard tellsLooks || file != nil else { return }
        let line = line(event, fields, at: SourceLoader.now())
        lines.add { [self] dropped in
            if dropped > 0 {
                let words = "\(dropped) lines were not logged, because nobody read the log"
                emit(self.line("dropped", [("words", .text(words))], at: SourceLoader.now()))
            }
            emit(line)
        }
    }

    /// Writes a line, however long that takes.
    private func emit(_ line: String) {
        let bytes = Data((line + "\n").utf8)
        guard let file else {
            try? FileHandle.standardError.write(contentsOf: bytes)
            return
        }
        if Self.append(bytes, to: file) { return }
        let reason = String(cString: strerror(errno))
        let isFirst = state.withLock { state in
            defer { state.hasFailed = true }
            return !state.hasFailed
        }
        if isFirst { Console.error("\(file): cannot be written: \(reason); what is logged goes to standard error") }
        if tellsLooks { try? FileHandle.standardError.write(contentsOf: bytes) }
    }

    private static func append(_ bytes: Data, to file: String) -> Bool {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) } == bytes.count
    }

    /// What feeds and files are called is made fit for a terminal: logs are read in one.
    private func line(_ event: String, _ fields: [(String, Value)], at time: Timestamp) -> String {
        switch style {
        case .text:
            let words = fields.map { name, value in
                switch value {
                case .text(let text): name == "words" ? DisplayText(text).text : "\(name)=\(DisplayText(text).text)"
                case .number(let number): "\(name)=\(number)"
                }
            }
            return "\(time.iso8601) \(event) \(words.joined(separator: " "))"
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
