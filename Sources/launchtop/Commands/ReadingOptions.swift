import ArgumentParser
import Formats
import Foundation
import Input
import Market

/// Options for reading documents.
struct ReadingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Mapping for custom JSON or CSV: a mapping file, or the name of a bundled one.",
            valueName: "file"
        )
    )
    var mapping: String?

    @Option(
        help: ArgumentHelp(
            "Store to assume when the input doesn't name one: appstore or googleplay.",
            valueName: "store"
        )
    )
    var store: StoreArgument?

    @Option(help: ArgumentHelp("Read only this format: \(Self.formats) (default: detect).", valueName: "format"))
    var format: FormatArgument?

    private static let formats = DocumentFormat.allCases.map(\.rawValue).joined(separator: ", ")

    /// Returns a decoder with these options.
    ///
    /// - Throws: An error if the mapping is missing or invalid.
    func decoder(_ common: CommonOptions) throws(Failure) -> SnapshotDecoder {
        SnapshotDecoder(
            defaults: ChartDefaults(store: store?.store),
            mapping: try mapping.map { name throws(Failure) in try Self.mapping(name, common) },
            format: format?.format
        )
    }

    /// Loads a mapping by its path, or by the name of a bundled one.
    static func mapping(named name: String, _ common: CommonOptions) throws(InputError) -> Mapping {
        try Mapping(file: try file(of: name, common))
    }

    private static func mapping(_ name: String, _ common: CommonOptions) throws(Failure) -> Mapping {
        do throws(InputError) {
            return try mapping(named: name, common)
        } catch {
            throw Failure(error.description)
        }
    }

    private static func file(of name: String, _ common: CommonOptions) throws(InputError) -> URL {
        if FileManager.default.fileExists(atPath: name) { return URL(fileURLWithPath: name) }
        let folder = DataFolder.find(explicit: common.data)?.appendingPathComponent("mappings")
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
