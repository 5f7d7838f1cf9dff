public import Foundation
public import Input
public import Market
import TOML

/// Functions that read demand anchor files. `docs/formats/demand-anchors.md` describes the format.
public enum DemandAnchorFile {
    /// The supported version of the format.
    static let format = 1
    /// The maximum size of a file in bytes.
    static let sizeLimit = 1 << 20
    /// The maximum number of anchors in a file.
    static let anchorLimit = 1_000

    /// Reads a demand anchor file.
    ///
    /// - Returns: The anchors, or up to 50 errors with their lines and columns.
    public static func read(file: URL) -> (anchors: [DemandAnchor], errors: [InputError]) {
        do throws(InputError) {
            let bytes = try SmallFile.bytes(of: file.path, limit: sizeLimit)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw InputError(file.path, "not UTF-8 text")
            }
            return read(text, origin: file.path)
        } catch {
            return ([], [error])
        }
    }

    /// Reads the text of a demand anchor file.
    ///
    /// - Parameter origin: The name of the file in errors.
    /// - Complexity: O(length).
    public static func read(_ text: String, origin: String) -> (anchors: [DemandAnchor], errors: [InputError]) {
        // Finding the positions takes longer than reading, so it is only done for files with errors.
        let reading = read(text, origin: origin, isLocating: false)
        return reading.errors.isEmpty ? reading : read(text, origin: origin, isLocating: true)
    }

    private static func read(
        _ text: String,
        origin: String,
        isLocating: Bool
    ) -> (anchors: [DemandAnchor], errors: [InputError]) {
        do throws(InputError) {
            return try TOMLReader.read(text, origin: origin, isLocating: isLocating) { file in
                var reading = DemandAnchorReader(file)
                let anchors = reading.anchors()
                return reading.errors.isEmpty ? (anchors, []) : ([], reading.errors.inOrder)
            }
        } catch {
            return ([], [error])
        }
    }
}
