import ArgumentParser
import Foundation
import Ingest
import Market

/// What must be said of documents that do not say it themselves.
struct ReadingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How to read a collector's JSON or CSV: a mapping file, or the name of a shipped one.",
            valueName: "file"
        )
    )
    var mapping: String?

    @Option(
        help: ArgumentHelp("Of which store lists are that do not say it: appstore or googleplay.", valueName: "store")
    )
    var store: StoreArgument?

    @Option(help: ArgumentHelp("The only format that is read: \(Self.formats).", valueName: "format"))
    var format: FormatArgument?

    private static let formats = DocumentFormat.allCases.map(\.rawValue).joined(separator: ", ")

    /// - Throws: where the mapping is none.
    func decoder(_ common: CommonOptions) throws(Failure) -> SnapshotDecoder {
        SnapshotDecoder(
            defaults: ChartDefaults(store: store?.store),
            mapping: try mapping.map { name throws(Failure) in try Self.mapping(name, common) },
            format: format?.format
        )
    }

    /// A mapping by its file, or by the name of one that is shipped.
    static func mapping(named name: String, _ common: CommonOptions) throws(IngestError) -> Mapping {
        try Mapping(file: try file(of: name, common))
    }

    private static func mapping(_ name: String, _ common: CommonOptions) throws(Failure) -> Mapping {
        do throws(IngestError) {
            return try mapping(named: name, common)
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
            "is neither a mapping file nor a shipped mapping; \(Suggestion.hint(for: name, among: known))"
        )
    }
}

struct StoreArgument: ExpressibleByArgument {
    let store: Store

    init?(argument: String) {
        guard let store = Store(anyName: argument) else { return nil }
        self.store = store
    }

    static var allValueStrings: [String] { Store.allCases.map(\.rawValue) }
}

struct FormatArgument: ExpressibleByArgument {
    let format: DocumentFormat

    init?(argument: String) {
        guard let format = DocumentFormat(rawValue: argument) else { return nil }
        self.format = format
    }

    static var allValueStrings: [String] { DocumentFormat.allCases.map(\.rawValue) }
}
