import Synchronization

/// A cache of reports on unchanged data, so that a key that only moves the selection doesn't compute them again.
///
/// The state of the dashboard gets a new cache whenever its data or its library changes. A value depends only on its
/// key and on that data, so the cache changes the time that a frame takes, but never the frame. Copies of a state can
/// therefore share a cache.
final class ReportCache: Sendable {
    /// The maximum number of values, enough for the reports of a few pages.
    static let limit = 32

    fileprivate struct Entry: Sendable {
        let key: any Hashable & Sendable
        let value: any Sendable
    }

    /// The entries, the most recently used last.
    private let entries = Mutex<[Entry]>([])

    /// Returns the value of a key, which is computed unless the cache has it.
    ///
    /// The least recently used value is removed if there are more than ``limit``.
    ///
    /// - Parameters:
    ///   - key: Everything that the value depends on, except the data of the state. Different kinds of values need keys
    ///     of different types.
    ///   - compute: A closure that computes the value. It may use the cache itself.
    func value<Key: Hashable & Sendable, Value: Sendable>(for key: Key, _ compute: () -> Value) -> Value {
        if let value: Value = entries.withLock({ $0.use(key) }) { return value }
        // The lock isn't held while the value is computed.
        let value = compute()
        entries.withLock { entries in
            if entries.count >= Self.limit { entries.removeFirst() }
            entries.append(Entry(key: key, value: value))
        }
        return value
    }

    /// The number of values in the cache.
    var count: Int { entries.withLock { $0.count } }
}

extension [ReportCache.Entry] {
    /// Returns the value of a key and moves it to the end; `nil` if there is none.
    fileprivate mutating func use<Key: Hashable, Value>(_ key: Key) -> Value? {
        guard let position = lastIndex(where: { $0.key as? Key == key }), let value = self[position].value as? Value
        else { return nil }
        if position < count - 1 { append(remove(at: position)) }
        return value
    }
}
