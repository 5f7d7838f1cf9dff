import Input
import TOML

/// A key in the config file: its name, its description, its default, and how to read it.
///
/// The decoder, the file that `config init` writes, and the documentation all use the same list of settings.
struct Setting<Target: Sendable>: Sendable {
    let key: String
    /// The default value as TOML.
    let defaultValue: String
    /// The lines of the description, which becomes a comment in the file.
    let description: [String]
    /// Other names that users might try, for suggestions.
    let synonyms: [String]
    /// This key's names in earlier versions.
    let formerNames: [String]
    /// Whether the text may contain line breaks and tabs. Other control characters are never allowed.
    let allowsLines: Bool
    /// Whether a running program applies a change without a restart.
    let isReloaded: Bool
    /// A function that reads the key from a table that contains it.
    let read: @Sendable (TOMLReader, SettingsLocation, inout Target) throws(InputError) -> Void
    /// A function that returns whether two targets have the same value for this setting.
    let isEqual: @Sendable (Target, Target) -> Bool

    init<Value: Equatable & SendableMetatype>(
        _ key: String,
        _ defaultValue: String,
        _ description: String...,
        synonyms: [String] = [],
        formerNames: [String] = [],
        allowsLines: Bool = false,
        isReloaded: Bool = false,
        field: any WritableKeyPath<Target, Value> & Sendable,
        read: @escaping @Sendable (TOMLReader, String, SettingsLocation) throws(InputError) -> Value
    ) {
        self.key = key
        self.defaultValue = defaultValue
        self.description = description
        self.synonyms = synonyms
        self.formerNames = formerNames
        self.allowsLines = allowsLines
        self.isReloaded = isReloaded
        self.read = { reader, location, target throws(InputError) in
            target[keyPath: field] = try read(reader, key, location)
        }
        isEqual = { $0[keyPath: field] == $1[keyPath: field] }
    }
}
