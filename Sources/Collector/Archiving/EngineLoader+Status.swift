package import ClickHouse
import Foundation
import History
package import Input
import Market
package import Settings

extension EngineLoader {
    /// The number of seconds after which a source or a collector without new data counts as stopped.
    private static let stoppedAfter: Int64 = 3600

    /// The status of a source that a collector polls. The engine has only the time of its newest data.
    static func health(of label: String, newest: Timestamp?, at now: Timestamp) -> SourceHealth {
        var source = SourceHealth(source: label)
        source.newestData = newest
        source.isPolled = newest.map { now - $0 < stoppedAfter } ?? false
        if source.isPolled { source.lastSuccess = newest }
        return source
    }

    /// The status of the engine for the Sources page.
    ///
    /// - Parameter error: The error of the last request; `nil` if it succeeded.
    func health(at now: Timestamp, error: EngineError? = nil) -> SourceHealth {
        var source = SourceHealth(source: "\(reader.address)")
        // A collector sends a batch within seconds.
        let sent = position.batches.values.max().map { Timestamp(seconds: Int64($0)) }
        (source.isPolled, source.isRecording) = (false, sent.map { now - $0 < Self.stoppedAfter } ?? false)
        source.newestData = newest
        source.lastAttempt = now
        source.lastSuccess = error == nil ? now : nil
        source.error = error?.description
        let range = start.map {
            "shows data since \($0.iso8601); for older data, increase memory in [store] of the config file"
        }
        let notes = [clockProblem, range].compactMap(\.self)
        source.note = notes.isEmpty ? nil : notes.joined(separator: "; ")
        return source
    }
}

extension EngineReader {
    /// Creates a reader for the address of an engine.
    ///
    /// - Parameter configuration: The settings, whose password is used for the engine in `[replicate]`.
    /// - Throws: An error if the address is invalid, or its password can't be read. The error doesn't contain it.
    package static func open(_ text: String, _ configuration: Configuration) throws(EngineError) -> EngineReader {
        let address: EngineAddress
        do throws(InvalidText) {
            address = try EngineAddress.parse(text)
        } catch {
            throw EngineError(.other, "engine", error.problem)
        }
        return try open(address, configuration)
    }

    /// Creates a reader for the address of an engine, whose settings are those of ``open(_:_:)``.
    package static func open(
        _ address: EngineAddress,
        _ configuration: Configuration
    ) throws(EngineError) -> EngineReader {
        EngineReader(try EngineClient(address, settings: configuration.replication, timeout: 10))
    }
}
