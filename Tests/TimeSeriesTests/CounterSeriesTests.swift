import Testing
import TimeSeries

@Suite("Counts per day")
struct CounterSeriesTests {
    @Test("an unknown day is not zero, and a day within a sum has no count of its own")
    func absent() {
        var series = CounterSeries()
        series.add(.init(days: [1], value: 0))
        series.add(.init(days: [2, 4], value: 30))
        #expect(series.value(on: 1) == 0)
        #expect(series.value(on: 2) == nil)
        #expect(series.value(on: 3) == nil)
    }

    @Test("a correction takes the place of what it corrects")
    func correction() {
        var series = CounterSeries()
        series.add(.init(days: [2, 3, 5], value: 30))
        let removed = series.add(.init(days: [3], value: 9))
        #expect(removed.map(\.days) == [[2, 3, 5]])
        #expect(series.segments.map(\.days) == [[3]])
    }
}
