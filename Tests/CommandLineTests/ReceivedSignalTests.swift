import Testing

@testable import launchtop

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("Signals that ask for the end")
struct ReceivedSignalTests {
    @Test(
        "the first ends the program in order; one that comes later than a moment asks for the end at once",
        arguments: [(0, false), (249, false), (250, true), (60_000, true)]
    )
    func second(milliseconds: Int, isImpatient: Bool) {
        let (received, start) = (ReceivedSignal(), ContinuousClock.now)
        #expect(received.number == 0)
        #expect(!received.note(SIGINT, at: start))
        #expect(received.note(SIGTERM, at: start + .milliseconds(milliseconds)) == isImpatient)
        #expect(received.number == SIGINT)
    }
}
