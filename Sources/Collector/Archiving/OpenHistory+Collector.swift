package import History
package import Market
import Settings

extension OpenHistory {
    /// Creates a collector, and moves the ledger and the archive writer to it.
    ///
    /// - Parameters:
    ///   - zone: The time zone for times in alert texts.
    ///   - sendsAlerts: Whether to evaluate the alert rules.
    ///   - sourcesJSON: A closure that returns the sources as JSON in the format of the Sources page.
    package mutating func collector(
        observer: (any CollectorObserver)? = nil,
        log: EventLog,
        zone: TimeZoneTable,
        sendsAlerts: Bool = true,
        sourcesJSON: @escaping @Sendable (LedgerSnapshot, Timestamp) -> String
    ) -> Collector {
        let alerts =
            sendsAlerts
            ? AlertCenter(
                configuration.alerts,
                start: SystemClock.now(),
                zone: zone,
                archive: writtenPath,
                observer: observer,
                log: log
            ) : nil
        return Collector(
            ledger: takeLedger(),
            observer: observer,
            log: log,
            archive: takeWriter(),
            pruning: pruning,
            loader: loader,
            engine: engine,
            queue: queue,
            configuration: configuration,
            alerts: alerts,
            sourcesJSON: sourcesJSON
        )
    }
}
