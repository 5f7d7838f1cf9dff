import TestSupport
import Testing

@testable import Collector

@Suite("What is read next from an engine")
struct EngineScheduleTests {
    private let start = ContinuousClock.now
    private let chart = Fixtures.chart()
    private var request: EngineLoader.Request { EngineLoader.Request(chart: chart, times: 1...2) }

    @Test("what a page needs comes first, then changes, then charts that aren't loaded")
    func order() {
        var schedule = EngineSchedule(startingAt: start)
        var work = EngineSchedule.Work(
            needsBlocks: true,
            needsFacts: true,
            step: .newest(chart),
            evictable: request
        )
        let later = start + EngineSchedule.interval
        #expect(schedule.action(at: later, work) == .readBlocks)
        work.needsBlocks = false
        #expect(schedule.action(at: later, work) == .readFacts)
        work.needsFacts = false
        #expect(schedule.action(at: later, work) == .follow)
        #expect(schedule.action(at: start, work) == .load(.newest(chart)))
        work.step = nil
        #expect(schedule.action(at: start, work) == .evict(request))
        schedule.finish(.evict(request), hasFailed: false, at: start)
        #expect(schedule.action(at: start, work) == .wait(until: later), "once between two looks for new batches")
        work.evictable = nil
        #expect(schedule.action(at: start, work) == .wait(until: later))
    }

    @Test("after an error, nothing is read for two seconds")
    func errors() {
        var schedule = EngineSchedule(startingAt: start)
        let work = EngineSchedule.Work(needsBlocks: true)
        schedule.finish(.readBlocks, hasFailed: true, at: start)
        let end = start + EngineSchedule.interval
        #expect(schedule.action(at: start + .seconds(1), work) == .wait(until: end))
        #expect(schedule.action(at: end, work) == .readBlocks)
        schedule.finish(.readBlocks, hasFailed: false, at: end)
        #expect(schedule.action(at: end, EngineSchedule.Work()) == .follow)
        schedule.finish(.follow, hasFailed: false, at: end)
        #expect(schedule.action(at: end, EngineSchedule.Work()) == .wait(until: end + EngineSchedule.interval))
    }
}
