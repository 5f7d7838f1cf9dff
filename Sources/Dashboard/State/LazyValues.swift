import Synchronization

/// Values of a report that are computed when they are first needed, such as the cells of rows that become visible.
///
/// A value depends only on its key and on the report, and the keys are the report's rows, so copies of a report can
/// share the values, and there are at most as many values as rows.
final class LazyValues<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let values = Mutex<[Key: Value]>([:])

    /// Returns the value of a key, which is computed unless it is known.
    func value(for key: Key, _ compute: () -> Value) -> Value {
        if let known = values.withLock({ $0[key] }) { return known }
        // The lock isn't held while the value is computed.
        let value = compute()
        values.withLock { $0[key] = value }
        return value
    }
}
