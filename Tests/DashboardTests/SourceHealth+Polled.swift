import History
import Market

extension SourceHealth {
    /// Returns a source that was polled successfully, with data of the same time.
    ///
    /// - Parameters:
    ///   - time: The time of the last poll.
    ///   - change: A closure that changes the source.
    static func polled(
        _ name: String,
        at time: Timestamp,
        _ change: (inout SourceHealth) -> Void = { _ in }
    ) -> SourceHealth {
        var source = SourceHealth(source: name, interval: 900)
        (source.lastAttempt, source.lastSuccess, source.newestData) = (time, time, time)
        change(&source)
        return source
    }
}
