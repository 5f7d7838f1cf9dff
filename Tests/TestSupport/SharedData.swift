public import Foundation

/// Real chart data that is too large for the repository or can't be redistributed. Tests that need it are skipped with
/// a notice if it is missing.
public enum SharedData {
    public static let notice: String =
        "needs the real chart data (../shared/data next to the checkout), which is missing"

    /// The folder with the data: `$LAUNCHTOP_SHARED`, or `shared/data` next to the checkout if that isn't set.
    public static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["LAUNCHTOP_SHARED"] { return URL(fileURLWithPath: path) }
        return Fixtures.repository.deletingLastPathComponent().appendingPathComponent("shared/data")
    }()

    public static let isPresent = FileManager.default.fileExists(atPath: folder.path)

    public static func data(_ path: String) throws -> Data { try Data(contentsOf: folder.appendingPathComponent(path)) }

    public static func path(_ path: String) -> String { folder.appendingPathComponent(path).path }

    /// Returns the names of the files in a folder, in alphabetical order.
    public static func names(in path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: Self.path(path)).sorted()
    }
}
