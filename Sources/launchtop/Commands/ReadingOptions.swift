import ArgumentParser
import Foundation
import Ingest
import Market

/// What must be said of documents that do not say it themselves.
struct ReadingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How to read a collector's JSON: a mapping file, or the name of a shipped one.",
            valueName: "file"
        )
    )
    var mapping: String?

    /// - Throws: where the mapping is none.
    func decoder(_ common: CommonOptions) throws(Failure) -> SnapshotDecoder {
        SnapshotDecoder(mapping: try mapping.map { name throws(Failure) in try Self.mapping(name, common) })
    }

    /// A mapping by its file, or by the name of one that is shipped.
    static func mapping(_ name: String, _ common: CommonOptions) throws(Failure) -> Mapping {
        do throws(IngestError) {
            return try Mapping(file: try file(of: name, common))
        } catch {
            throw Failure(error.description)
        }
    }

    private static func file(of name: String, _ common: CommonOptions) throws(IngestError) -> URL {
        if FileManager.default.fileExists(atPath: name) { return URL(fileURLWithPath: name) }
        let folder = DataFolder.find(explicit: common.data)?.appendingPathComponent("mappings")
        if let shipped = folder?.appendingPathComponent("\(name).toml"),
            FileManager.default.fileExists(atPath: shipped.path)
        {
            return shipped
        }
        let names = folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) } ?? []
        let known = names.filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) }.sorted()
        throw IngestError(
            name,
            "is neither a mapping file nor a shipped mapping; \(NearMiss.hint(for: name, among: known))"
        )
    }
}
