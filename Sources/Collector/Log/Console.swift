import Canvas
import Foundation
import Market

/// Functions that print messages to standard error and data to standard output.
package enum Console {
    /// Prints a message to standard error.
    package static func report(_ message: String) {
        // Messages may quote app names and file names, which may contain control characters.
        try? FileHandle.standardError.write(contentsOf: Data("launchtop: \(DisplayText(message).text)\n".utf8))
    }

    /// Prints several messages to standard error.
    ///
    /// - Parameter seconds: Timeout in seconds, in case nothing reads standard error; `nil` for no timeout.
    package static func report(_ messages: [String], atMost seconds: Double? = nil) {
        guard let seconds, !messages.isEmpty else {
            for message in messages { report(message) }
            return
        }
        let done = DispatchSemaphore(value: 0)
        DispatchQueue.global().async {
            for message in messages { report(message) }
            done.signal()
        }
        _ = done.wait(timeout: .now() + seconds)
    }

    /// Prints a line to standard output.
    ///
    /// - Throws: An error if standard output can't be written, such as on a full disk. If the reader is gone (`|
    ///   head`), SIGPIPE ends the process, as with other tools.
    package static func printLine(_ text: String) throws(Failure) { try printText(text + "\n") }

    /// Prints text to standard output without adding a line break.
    ///
    /// - Throws: An error if standard output can't be written.
    package static func printText(_ text: String) throws(Failure) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
        } catch {
            throw Failure("can't write to standard output: \(SystemError.last.message)")
        }
    }
}
