import Canvas
import Foundation

/// Words go to standard error, data to standard output.
enum Say {
    static func error(_ sentence: String) {
        // Messages quote feeds and file names: made fit for a terminal like all that is shown.
        try? FileHandle.standardError.write(contentsOf: Data("launchtop: \(DisplayText(sentence).text)\n".utf8))
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
