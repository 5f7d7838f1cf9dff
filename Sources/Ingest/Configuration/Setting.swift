/// A key of the settings: how the file writes it, what it means, and how it is read. One table of these serves the
/// decoder, the file that `config init` writes, and the page in the documentation.
struct Setting<Target: Sendable>: Sendable {
    let key: String
    /// The default, as TOML.
    let standard: String
    /// What it means, in lines of a comment.
    let meaning: [String]
    /// Other words that people try.
    let synonyms: [String]
    /// Whether its text may hold line breaks and tabs. No text may hold other control characters.
    let allowsLines: Bool
    /// Reads the key from a table that has it.
    let take: @Sendable (TOMLReader, SettingsLocation, inout Target) throws(IngestError) -> Void
    /// Whether two values agree in it.
    let isSame: @Sendable (Target, Target) -> Bool

    init<Value: Equatable & SendableMetatype>(
        _ key: String,
        _ standard: String,
        _ meaning: String...,
        synonyms: [String] = [],
        allowsLines: Bool = false,
        field: any WritableKeyPath<Target, Value> & Sendable,
        read: @escaping @Sendable (TOMLReader, String, SettingsLocation) throws(IngestError) -> Value
    ) {
        self.key = key
        self.standard = standard
        self.meaning = meaning
        self.synonyms = synonyms
        self.allowsLines = allowsLines
        take = { reader, location, target throws(IngestError) in
            target[keyPath: field] = try read(reader, key, location)
        }
        isSame = { $0[keyPath: field] == $1[keyPath: field] }
    }
}
