/// Which keys somebody wants for a command. Which commands and keys there are is not known here.
public struct KeySetting: Hashable, Sendable {
    /// Most keys of one command.
    static let keyLimit = 16

    /// The command's name.
    public var command: String
    /// The keys' names, in the order of the file.
    public var keys: [String]
    /// Where that is said: the file, line and column.
    public var location: String
}

extension ConfigurationDecoder {
    /// Reads `[keys]`: a key or a list of keys for each command.
    mutating func readKeys(_ root: TOMLReader) throws(IngestError) {
        guard let table = try root.optionalTable("keys")?.named("[keys]") else { return }
        for command in table.orderedKeys {
            attempt { decoder throws(IngestError) in
                try table.refuseControlCharacters(command)
                let one = try? table.optionalText(command)
                var keys: [String] = []
                if let one { keys = [one] } else { keys = try table.texts(command) }
                guard keys.count <= KeySetting.keyLimit else {
                    throw table.fault(command, "has \(keys.count) keys; \(KeySetting.keyLimit) is the most")
                }
                decoder.take(KeySetting(command: command, keys: keys, location: table.placeText(of: command)))
            }
        }
    }
}

extension TOMLReader {
    /// "config.toml, line 12, column 1", without the line where that is not known.
    fileprivate func placeText(of key: String) -> String {
        let fault = fault(key, "", isName: true)
        return ([fault.origin] + [fault.position?.description].compactMap { $0 }).joined(separator: ", ")
    }
}
