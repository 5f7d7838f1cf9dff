package import Collector
package import Foundation
import Input
import Market

/// Converts SVG images to PNG with librsvg's `rsvg-convert`, which is started only for that.
package enum PNGImage {
    /// Returns an SVG image as PNG, at twice its size, so that text is sharp on screens with a high resolution.
    ///
    /// - Throws: An error if `rsvg-convert` isn't installed, or if it fails.
    package static func data(svg: String) throws(Failure) -> Data {
        let name = FileManager.default.temporaryDirectory.appendingPathComponent("launchtop-\(UUID().uuidString)")
        let (source, target) = (name.appendingPathExtension("svg"), name.appendingPathExtension("png"))
        defer { for file in [source, target] { try? FileManager.default.removeItem(at: file) } }
        do {
            try Data(svg.utf8).write(to: source)
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["rsvg-convert", "--zoom", "2", "--output", target.path, source.path]
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            // env's exit codes if the program isn't found, or is found only in a folder that the user can't read.
            guard ![126, 127].contains(process.terminationStatus) else {
                throw Failure(
                    "can't create PNG images without rsvg-convert; install librsvg2-bin (Debian) or librsvg (Homebrew), "
                        + "or save the page as .svg"
                )
            }
            guard process.terminationStatus == 0 else {
                throw Failure("rsvg-convert failed with exit code \(process.terminationStatus); save the page as .svg")
            }
            return try Data(contentsOf: target)
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure("can't create the PNG image: \(SystemError.message(of: error))")
        }
    }
}
