package import ClickHouse
package import Collector
package import Input
package import Settings

extension Setup {
    /// Returns a client for the engine to which `record` replicates: the one on the command line, otherwise the one in
    /// the settings; `nil` if there is none.
    ///
    /// - Throws: An error if the password is missing, or others can read its file. The error doesn't contain it.
    package func replicationEngine(
        _ given: EngineAddress?,
        _ configuration: Configuration
    ) throws(Failure) -> EngineClient? {
        guard let address = given ?? configuration.replication.address else { return nil }
        do throws(EngineError) {
            return try EngineClient(address, settings: configuration.replication)
        } catch {
            throw Failure(error.description)
        }
    }
}
