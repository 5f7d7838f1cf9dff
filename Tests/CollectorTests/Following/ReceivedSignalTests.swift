import Testing

@testable import Collector

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("Shutdown signals")
struct ReceivedSignalTests {
    @Test(
        "a second shutdown signal requests an immediate exit only if it arrives at least 250 ms after the first",
        arguments: [(0, false), (249, false), (250, true), (60_000, true)]
    )
    func second(milliseconds: Int, isImmediate: Bool) {
        let (received, start) = (ReceivedSignal(), ContinuousClock.now)
        #expect(received.number == 0)
        #expect(!received.note(SIGINT, at: start))
        #expect(received.note(SIGTERM, at: start + .milliseconds(milliseconds)) == isImmediate)
        #expect(received.number == SIGINT)
    }
}
