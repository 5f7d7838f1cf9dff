import Canvas
import Foundation

/// Words go to standard error, data to standard output.
enum Say {
    static func error(_ sentence: String) {
        // Messages quote feeds and file names: made fit for a terminal like all that is shown.
        FileHandle.standardError.write(Data("launchtop: \(DisplayText(sentence).text)\n".utf8))
    }

    static func line(_ text: String) {
        // A reader that has gone away (`| head`) is no error worth words.
        try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
    }
}
