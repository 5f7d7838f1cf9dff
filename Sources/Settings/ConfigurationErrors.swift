public import Input

/// All errors in a config file, in file order.
public struct ConfigurationErrors: Error, Hashable, Sendable, CustomStringConvertible {
    /// The errors, at least one. Each names the line, the column and what is expected there.
    public let errors: [InputError]

    /// The key bindings that could be read. The caller validates them, so that errors in them are reported
    /// together with `errors`.
    public let keys: [KeySetting]

    init(_ errors: [InputError], keys: [KeySetting] = []) {
        self.errors = errors
        self.keys = keys
    }

    /// The errors, one per line.
    public var description: String { errors.map(\.description).joined(separator: "\n") }
}
