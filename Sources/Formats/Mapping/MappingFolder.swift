public import Foundation
public import Input
import Market

/// The folder of the bundled mappings.
public struct MappingFolder: Hashable, Sendable {
    private let folder: URL?

    /// Creates a folder of bundled mappings.
    ///
    /// - Parameter folder: `nil` if it wasn't found.
    public init(_ folder: URL?) { self.folder = folder }

    /// Loads a mapping by its path, or by the name of a bundled one.
    public func mapping(named name: String) throws(InputError) -> Mapping { try Mapping(file: try file(of: name)) }

    private func file(of name: String) throws(InputError) -> URL {
        if FileManager.default.fileExists(atPath: name) { return URL(fileURLWithPath: name) }
        if let bundled = folder?.appendingPathComponent("\(name).toml"),
            FileManager.default.fileExists(atPath: bundled.path)
        {
            return bundled
        }
        let names = folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) } ?? []
        let known = names.filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) }.sorted()
        throw InputError(
            name,
            "no such mapping file or bundled mapping; \(Suggestion.hint(for: name, among: known))"
        )
    }
}
