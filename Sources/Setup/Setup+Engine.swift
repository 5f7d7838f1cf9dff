package import ClickHouse
package import Collector
import Foundation
package import Input
package import Settings

extension Setup {
    /// Returns a client for an engine, with the password from the place that the address or the setting names.
    ///
    /// - Throws: An error if the password is missing, or others can read its file. The error doesn't contain it.
    package func engine(
        _ address: EngineAddress,
        password setting: Authorization? = nil
    ) throws(Failure) -> EngineClient {
        var password: Secret?
        do throws(InputError) {
            if let location = try Self.passwordLocation(of: address) ?? setting {
                password = Secret(try location.secret(environment: ProcessInfo.processInfo.environment))
            }
        } catch {
            throw Failure("\(address): password: \(error)")
        }
        return EngineClient(address, password: password)
    }

    private static func passwordLocation(of address: EngineAddress) throws(InputError) -> Authorization? {
        guard let text = address.password else { return nil }
        let folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        guard let location = Authorization(text, folder: folder) else {
            throw InputError("\(address)", "invalid location; use env:NAME or file:PATH")
        }
        return location
    }

    /// Returns a client for the engine to which `record` replicates: the one on the command line, otherwise the one in
    /// the settings; `nil` if there is none.
    package func replicationEngine(
        _ given: EngineAddress?,
        _ configuration: Configuration
    ) throws(Failure) -> EngineClient? {
        if let given { return try engine(given) }
        guard let address = configuration.replication.address else { return nil }
        return try engine(address, password: configuration.replication.password)
    }
}
