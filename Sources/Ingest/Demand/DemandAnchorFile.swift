public import Foundation
public import Market

/// Reads anchors of demand from TOML. The format is described in `docs/formats/demand-anchors.md`.
public enum DemandAnchorFile {
    /// The version of the format that is read.
    static let format = 1
    /// Most bytes of a file that are read.
    static let limit = 1 << 20
    /// Most anchors of a file.
    static let most = 1_000

    /// - Returns: no anchors where anything is wrong, and all that is wrong, each with line and column where the file has
    ///   one; at most fifty.
    public static func read(file: URL) -> (anchors: [DemandAnchor], faults: [IngestError]) {
        do throws(IngestError) {
            let bytes = try SmallFile.bytes(of: file.path, limit: limit)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw IngestError(file.path, "is not UTF-8 text")
            }
            return read(text, origin: file.path)
        } catch {
            return ([], [error])
        }
    }

    /// - Parameter origin: the file, as errors name it.
    /// - Complexity: O(length).
    public static func read(_ text: String, origin: String) -> (anchors: [DemandAnchor], faults: [IngestError]) {
        // Where everything stands takes longer than reading it: it is found out only for a file with a fault.
        let reading = read(text, origin: origin, isLocating: false)
        return reading.faults.isEmpty ? reading : read(text, origin: origin, isLocating: true)
    }

    private static func read(
        _ text: String,
        origin: String,
        isLocating: Bool
    ) -> (anchors: [DemandAnchor], faults: [IngestError]) {
        do throws(IngestError) {
            return try TOMLReader.read(text, origin: origin, isLocating: isLocating) { file in
                var reading = DemandAnchorReader(file)
                let anchors = reading.anchors()
                return reading.faults.isEmpty ? (anchors, []) : ([], reading.faults.inOrder)
            }
        } catch {
            return ([], [error])
        }
    }
}
