import Foundation
import Setup
import Transport

/// Waits until another process has recorded charts in an archive that didn't exist or was empty.
struct ArchiveArrival {
    /// The path of the archive.
    let path: String

    /// Waits until the archive has charts, or until the task is canceled.
    ///
    /// The system reports changes in the archive's folder. The archive is checked at intervals only while another process
    /// has it open, because writes to an open file aren't reported, or while its folder doesn't exist or can't be
    /// watched.
    ///
    /// - Returns: Whether the archive has charts.
    func wait() async -> Bool {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        while !Task.isCancelled {
            if Setup.hasCharts(path) { return true }
            if let watch = try? FolderWatch([folder]), !isChanging {
                for await _ in watch where isChanging { break }
                if isChanging { continue }
            }
            let seconds = Setup.isRecording(path) ? 1 : 10
            do { try await Task.sleep(for: .seconds(seconds)) } catch { return false }
        }
        return false
    }

    private var isChanging: Bool { Setup.isRecording(path) || Setup.hasCharts(path) }
}
