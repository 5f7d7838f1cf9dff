import Dispatch
import Synchronization
import Testing

@testable import Collector

@Suite("Queue for log lines")
struct LineQueueTests {
    @Test("a full line queue drops lines without blocking, and reports their number with the next line")
    func limit() {
        let queue = LineQueue(limit: 3)
        let (gate, begun) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let written = Mutex<[String]>([])
        queue.add { _ in
            begun.signal()
            gate.wait()
            written.withLock { $0.append("0") }
        }
        begun.wait()
        for number in 1...5 { queue.add { dropped in written.withLock { $0.append("\(number), \(dropped) dropped") } } }
        #expect(!queue.finish(atMost: 0))
        gate.signal()
        #expect(queue.finish(atMost: 60))
        #expect(written.withLock { $0 } == ["0", "1, 3 dropped", "2, 0 dropped"])
        queue.add { dropped in written.withLock { $0.append("6, \(dropped) dropped") } }
        #expect(queue.finish(atMost: 60))
        #expect(written.withLock { $0.last } == "6, 0 dropped")
    }
}
