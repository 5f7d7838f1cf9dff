public import Foundation

/// What a person set once for all runs, in a TOML file. The format is described in `ConfigurationFile.md`.
public struct Configuration: Hashable, Sendable {
    /// How long history is kept, in seconds; `nil` for ever.
    public var keep: Int64?
    /// Most bytes of memory for rankings; what is older stays on disk and is read when it is asked for.
    public var memory = 1 << 30

    public init() {}

    /// Reads a file; what it does not say stays as it is by default.
    ///
    /// - Throws: one sentence with the line or key at fault, also for a key that means nothing.
    public init(file: URL) throws(IngestError) {
        guard FileManager.default.fileExists(atPath: file.path) else {
            throw IngestError(file.path, "there is no such file")
        }
        let text: String
        do {
            text = try String(contentsOf: file, encoding: .utf8)
        } catch {
            throw IngestError(file.path, "cannot be read as UTF-8 text")
        }
        self = try Self.decode(text, origin: file.path)
    }

    static func decode(_ text: String, origin: String) throws(IngestError) -> Configuration {
        try TOMLReader.read(text, origin: origin) { file throws(IngestError) in
            var configuration = Configuration()
            try file.allow(["archive", "store"])
            if let archive = try file.optionalTable("archive")?.named("[archive]") {
                try archive.allow(["keep"])
                if archive.keys.contains("keep") {
                    configuration.keep = try archive.value("keep", Self.duration, "a length of time such as 400d")
                }
            }
            if let store = try file.optionalTable("store")?.named("[store]") {
                try store.allow(["memory"])
                if store.keys.contains("memory") {
                    configuration.memory = try store.value("memory", Self.bytes, "an amount such as 1GB, at least 1MB")
                }
            }
            return configuration
        }
    }

    /// `36h`, `400d`, `52w`, in seconds; at least an hour.
    static func duration(_ text: String) -> Int64? {
        let units: [Character: Int64] = ["h": 3600, "d": 86_400, "w": 604_800]
        guard let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()), count > 0 else {
            return nil
        }
        let (seconds, isTooLong) = count.multipliedReportingOverflow(by: unit)
        return isTooLong ? nil : seconds
    }

    /// `500MB`, `1GB`: powers of 1,000, as disks are sold.
    static func bytes(_ text: String) -> Int? {
        let units = ["MB": 1_000_000, "GB": 1_000_000_000]
        guard let unit = units[String(text.suffix(2))],
            let count = Int(text.dropLast(2).trimmingCharacters(in: .whitespaces)), count > 0
        else { return nil }
        let (bytes, isTooMuch) = count.multipliedReportingOverflow(by: unit)
        return isTooMuch ? nil : bytes
    }
}

extension TOMLReader {
    /// - Throws: where there is another key than these.
    fileprivate func allow(_ known: [String]) throws(IngestError) {
        guard let stranger = keys.first(where: { !known.contains($0) }) else { return }
        throw fault(stranger, "means nothing here; there is \(known.joined(separator: ", "))")
    }
}
