import Synchronization

/// Which signal came first.
final class ReceivedSignal: Sendable {
    private let first = Mutex<Int32?>(nil)

    func note(_ number: Int32) { first.withLock { $0 = $0 ?? number } }

    /// 0 where none came.
    var number: Int32 { first.withLock { $0 ?? 0 } }
}
