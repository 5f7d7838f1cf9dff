import Input
import TOML

/// The keys that the config file binds to a command. The names of the command and the keys may be invalid.
public struct KeySetting: Hashable, Sendable {
    /// The maximum number of keys per command.
    static let keyLimit = 16

    /// The command's name.
    public var command: String
    /// The names of the keys, in file order.
    public var keys: [String]
    /// The file, line and column of the setting, such as `config.toml:12:1`.
    public var location: String
}

extension ConfigurationDecoder {
    /// Reads `[keys]`: a key or a list of keys for each command.
    mutating func readKeys(_ root: TOMLReader) throws(InputError) {
        guard let table = try root.optionalTable("keys")?.named("[keys]") else { return }
        for command in table.orderedKeys {
            attempt { decoder throws(InputError) in
                try table.rejectControlCharacters(command)
                let single = try? table.optionalText(command)
                let keys = if let single { [single] } else { try table.texts(command) }
                guard keys.count <= KeySetting.keyLimit else {
                    throw table.error(command, "too many keys: \(keys.count); the limit is \(KeySetting.keyLimit)")
                }
                decoder.add(KeySetting(command: command, keys: keys, location: table.location(of: command)))
            }
        }
    }
}

extension TOMLReader {
    /// Returns the location of a key, such as `config.toml:12:1`, or only the file if the position is unknown.
    fileprivate func location(of key: String) -> String {
        let error = self.error(nil, "", atNameOf: key)
        return error.position.map { "\(error.origin):\($0)" } ?? error.origin
    }
}
