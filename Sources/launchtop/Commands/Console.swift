import Canvas
import Dispatch
import Foundation

/// Words go to standard error, data to standard output.
enum Console {
    static func error(_ sentence: String) {
        // Messages quote feeds and file names: made fit for a terminal like all that is shown.
        try? FileHandle.standardError.write(contentsOf: Data("launchtop: \(DisplayText(sentence).text)\n".utf8))
    }

    /// Several of them.
    ///
    /// - Parameter seconds: how long to wait for somebody who reads standard error; `nil` waits for as long as it takes.
    static func errors(_ sentences: [String], atMost seconds: Double? = nil) {
        guard let seconds, !sentences.isEmpty else { return sentences.forEach(error) }
        let done = DispatchSemaphore(value: 0)
        DispatchQueue.global().async {
            sentences.forEach(error)
            done.signal()
        }
        _ = done.wait(timeout: .now() + seconds)
    }

    /// - Throws: where standard output cannot be written, such as on a full disk. A reader that has gone away
    ///   (`| head`) ends the program by its signal, as it does with other tools.
    static func line(_ text: String) throws(Failure) { try Self.text(text + "\n") }

    /// A text that ends its last line itself.
    static func text(_ text: String) throws(Failure) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
        } catch {
            throw Failure("standard output cannot be written: \(String(cString: strerror(errno)))")
        }
    }
}
