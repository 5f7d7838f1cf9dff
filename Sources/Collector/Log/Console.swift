import Canvas
import Dispatch
import Foundation

/// Prints messages to standard error.
package enum Console {
    /// Prints a message to standard error.
    package static func report(_ message: String) {
        // Messages may quote app names and file names, which may contain control characters.
        try? FileHandle.standardError.write(contentsOf: Data("launchtop: \(DisplayText(message).text)\n".utf8))
    }

    /// Prints several messages to standard error.
    ///
    /// - Parameter seconds: Timeout in case nothing reads standard error; `nil` for no timeout.
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
}
