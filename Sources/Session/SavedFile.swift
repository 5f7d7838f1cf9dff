import Collector
import Dashboard
import Foundation
import Input
import Market
import Setup

/// A file that the dashboard exports.
struct SavedFile {
    let path: String

    /// Writes the file. An existing file is never overwritten.
    ///
    /// - Returns: An event with the path of the written file, or with an error message.
    func write(_ text: String) -> DashboardEvent {
        let file = URL(fileURLWithPath: NSString(string: path).expandingTildeInPath)
        do {
            let data = PictureFormat(file: path) == .png ? try PNGImage.data(svg: text) : Data(text.utf8)
            try data.write(to: file, options: .withoutOverwriting)
        } catch CocoaError.fileWriteFileExists {
            return .notice("\(path) already exists; choose another name")
        } catch let failure as Failure {
            return .notice(failure.description)
        } catch {
            return .notice("\(path): can't write the file: \(SystemError.message(of: error))")
        }
        return .written(file: file.path)
    }
}
