/// Everything that is wrong with a configuration file, in the order of the file.
public struct ConfigurationErrors: Error, Hashable, Sendable, CustomStringConvertible {
    /// At least one; each says the line, the column, and what is expected there.
    public let errors: [IngestError]

    /// Keys that were read all the same, so that what is wrong with them can be told at once.
    public let keys: [KeySetting]

    init(_ errors: [IngestError], keys: [KeySetting] = []) {
        self.errors = errors
        self.keys = keys
    }

    /// A line for each.
    public var description: String { errors.map(\.description).joined(separator: "\n") }
}
