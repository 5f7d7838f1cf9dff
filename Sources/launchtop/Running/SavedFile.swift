import Dashboard
import Foundation

/// A file that a person asked for with a key.
struct SavedFile {
    let path: String

    /// Writes it where there is none yet: what is there is never overwritten by a key.
    ///
    /// - Returns: what became of it.
    func write(_ text: String) -> DashboardEvent {
        let file = URL(fileURLWithPath: NSString(string: path).expandingTildeInPath)
        do {
            try Data(text.utf8).write(to: file, options: .withoutOverwriting)
        } catch CocoaError.fileWriteFileExists {
            return .notice("\(path) already exists; give another name")
        } catch {
            return .notice("\(path) cannot be written: \(error.localizedDescription)")
        }
        return .written(file: file.path)
    }
}
