import Collector
import Foundation
import Market

/// Prints to standard output.
extension Console {
    /// Prints a line to standard output.
    ///
    /// - Throws: An error if standard output can't be written, such as on a full disk. If the reader is gone (`| head`),
    ///   SIGPIPE ends the process, as with other tools.
    static func printLine(_ text: String) throws(Failure) { try printText(text + "\n") }

    /// Prints text to standard output without adding a line break.
    static func printText(_ text: String) throws(Failure) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
        } catch {
            throw Failure("can't write to standard output: \(SystemError.last.message)")
        }
    }
}
