/// A key binding from the config file.
public struct KeyBinding: Hashable, Sendable {
    /// The command's name.
    public var command: String
    /// The names of the keys: `q`, `Ctrl-C`, `Space`, `PgUp`.
    public var keys: [String]
    /// The location for error messages: `config.toml:12:1`.
    public var location: String

    public init(command: String, keys: [String], location: String) {
        self.command = command
        self.keys = keys
        self.location = location
    }
}
