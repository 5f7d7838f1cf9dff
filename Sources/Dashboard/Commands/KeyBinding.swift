/// The keys that somebody wants for a command.
public struct KeyBinding: Hashable, Sendable {
    /// The command's name.
    public var command: String
    /// The keys' names: `q`, `Ctrl-C`, `Space`, `PgUp`.
    public var keys: [String]
    /// Where it was said, for what is wrong with it: `config.toml:12:1`.
    public var location: String

    public init(command: String, keys: [String], location: String) {
        self.command = command
        self.keys = keys
        self.location = location
    }
}
