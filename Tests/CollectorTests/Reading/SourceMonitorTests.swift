import History
import Market
import Testing

@testable import Collector

@Suite("Status of a source")
struct SourceMonitorTests {
    @Test("a source is incomplete until its last part has been read")
    func parts() {
        var monitor = SourceMonitor(label: "charts/", interval: nil)
        #expect(!monitor.health.isIncomplete)
        for hasMore in [true, true, false, false] {
            var reading = SourceReader.Reading()
            reading.hasMore = hasMore
            _ = monitor.take(reading, at: Timestamp(seconds: 0), validatingAgainst: LedgerSnapshot())
            #expect(monitor.health.isIncomplete == hasMore)
        }
    }
}
