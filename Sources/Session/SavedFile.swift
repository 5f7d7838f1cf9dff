import Dashboard
import Foundation
import Input
import Market

/// A file that the dashboard exports.
struct SavedFile {
    let path: String

    /// Writes the file. An existing file is never overwritten.
    ///
    /// - Returns: An event with the path of the written file, or with an error message.
    func write(_ text: String) -> DashboardEvent {
        let file = URL(fileURLWithPath: NSString(string: path).expandingTildeInPath)
        do {
            try Data(text.utf8).write(to: file, options: .withoutOverwriting)
        } catch CocoaError.fileWriteFileExists {
            return .notice("\(path) already exists; choose another name")
        } catch {
            return .notice("\(path): can't write the file: \(SystemError.message(of: error))")
        }
        return .written(file: file.path)
    }
}
