import History
import Market

/// The message that sources work again after errors, shown in the bottom line for a while.
struct SourceRecovery: Hashable, Sendable {
    /// The number of seconds after which the next clock event removes the message.
    private static let duration: Int64 = 60

    /// "us/top-free works again", "3 sources work again".
    let text: String
    private let until: Timestamp

    /// Compares the status of sources before and after a change.
    ///
    /// - Returns: `nil` unless the last error of at least one source is gone.
    init?(from before: [SourceHealth], to after: [SourceHealth], at now: Timestamp) {
        let failed = Set(before.lazy.filter { $0.error != nil }.map(\.source))
        let recovered = after.filter { $0.error == nil && $0.lastSuccess != nil && failed.contains($0.source) }
        guard let first = recovered.first else { return nil }
        text =
            recovered.count == 1
            ? "\(first.source) works again" : "\(NumberFormat.count(recovered.count, "source")) work again"
        until = now + Self.duration
    }

    func isOver(at now: Timestamp) -> Bool { now >= until }
}
