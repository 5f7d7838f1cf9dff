package import Collector
package import Dashboard
package import Settings

extension CommandTable {
    /// Returns the commands with the keys from the settings, and error messages. If there are errors, returns the
    /// standard keys.
    package static func bound(_ settings: [KeySetting]) -> (table: CommandTable, errors: [String]) {
        let bindings = settings.map { KeyBinding(command: $0.command, keys: $0.keys, location: $0.location) }
        let (table, errors) = standard.rebound(bindings)
        return (table, errors)
    }
}

extension Configuration {
    /// Returns the dashboard's commands with the keys from the settings.
    ///
    /// - Throws: The error in the keys. If there are several, prints them and throws an error with their number.
    package func commands() throws(Failure) -> CommandTable {
        let (table, errors) = CommandTable.bound(keys)
        guard let first = errors.first else { return table }
        guard errors.count > 1 else { throw Failure(first) }
        for error in errors { Console.report(error) }
        throw Failure("\(errors.count) errors in [keys]")
    }
}
