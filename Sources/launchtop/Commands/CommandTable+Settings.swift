import Dashboard
import Ingest

extension CommandTable {
    /// What is wrong with the keys of the settings, and the table with them where nothing is.
    static func bound(_ settings: [KeySetting]) -> (table: CommandTable, faults: [String]) {
        standard.rebound(settings.map { KeyBinding(command: $0.command, keys: $0.keys, location: $0.location) })
    }
}

extension Configuration {
    /// The dashboard's commands with the keys of the settings.
    ///
    /// - Throws: what is wrong with them; where that is more than one thing, all of it has been said by then.
    func commands() throws(Failure) -> CommandTable {
        let (table, faults) = CommandTable.bound(keys)
        guard let first = faults.first else { return table }
        guard faults.count > 1 else { throw Failure(first) }
        for fault in faults { Console.error(fault) }
        throw Failure("\(faults.count) faults in [keys]")
    }
}
