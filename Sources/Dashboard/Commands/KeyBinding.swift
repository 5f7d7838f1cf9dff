/// A key binding from the config file.
public struct KeyBinding: Hashable, Sendable {
    /// The command's name.
    public var command: String
    /// The names of the keys, such as `q`, `Ctrl-C`, `Space` and `PgUp`.
    public var keys: [String]
    /// The location of the binding in the config file, for error messages, such as `config.toml:12:1`.
    public var location: String

    public init(command: String, keys: [String], location: String) {
        self.command = command
        self.keys = keys
        self.location = location
    }
}
