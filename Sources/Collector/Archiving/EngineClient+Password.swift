package import ClickHouse
import Foundation
package import Input
package import Settings

extension EngineClient {
    /// Creates a client for an engine, with the password from the place that the address or the setting names.
    ///
    /// - Parameter timeout: The timeout for connecting, and for a transfer while no data arrives, in seconds.
    /// - Throws: An error if the password is missing, or others can read its file. The error doesn't contain it.
    package init(
        _ address: EngineAddress,
        settings: ReplicationSettings,
        timeout: Int = 20
    ) throws(EngineError) {
        let folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        var password: Secret?
        do throws(InputError) {
            let environment = ProcessInfo.processInfo.environment
            password = try settings.password(for: address, folder: folder).map { location throws(InputError) in
                Secret(try location.secret(environment: environment))
            }
        } catch {
            throw EngineError(.other, "\(address)", "password: \(error)")
        }
        self.init(address, password: password, transport: Self.transport(timeout: timeout))
    }
}
