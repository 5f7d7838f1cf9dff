/// Everything that is wrong with a configuration file, in the order of the file.
public struct ConfigurationFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// At least one; each says the line, the column, and what is expected there.
    public let errors: [IngestError]

    init(_ errors: [IngestError]) { self.errors = errors }

    /// A line for each.
    public var description: String { errors.map(\.description).joined(separator: "\n") }
}
