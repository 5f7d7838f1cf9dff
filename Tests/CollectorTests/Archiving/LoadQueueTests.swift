import History
import Market
import TestSupport
import Testing

@testable import Collector

@Suite("The order in which charts are loaded")
struct LoadQueueTests {
    private let charts = ["de", "jp", "us"].map { Fixtures.chart($0) }

    /// Returns the steps until the queue is empty. Every chart has older snapshots.
    private func steps(_ queue: LoadQueue) -> [String] {
        var (queue, steps) = (queue, [String]())
        while let step = queue.next {
            switch step {
            case .newest(let chart): steps.append(chart.storefront.code)
            case .older(let chart): steps.append("older \(chart.storefront.code)")
            case .ranks(let chart): steps.append("ranks \(chart.storefront.code)")
            }
            queue.finish(step, isIncomplete: true)
        }
        return steps
    }

    private static let cases: [(priority: LoadPriority, steps: [String])] = [
        (LoadPriority(), ["de", "jp", "us", "older de", "older jp", "older us"]),
        (LoadPriority(chart: Fixtures.chart("us")), ["us", "older us", "de", "jp", "older de", "older jp"]),
        (
            LoadPriority(chart: Fixtures.chart("us"), isAcrossStorefronts: true),
            ["us", "de", "jp", "older us", "older de", "older jp"]
        ),
        (
            LoadPriority(storefronts: Fixtures.storefronts(["jp", "us"])),
            ["jp", "us", "older jp", "older us", "de", "older de"]
        ),
    ]

    @Test("charts on the screen are loaded completely before other charts", arguments: cases)
    func order(priority: LoadPriority, steps: [String]) {
        var queue = LoadQueue(charts, newest: nil)
        queue.prefer(priority)
        #expect(self.steps(queue) == steps)
    }

    @Test("the ranks of outlines are loaded without being shown as pending, those of charts on the screen first")
    func outlines() {
        var queue = LoadQueue(outlines: charts)
        #expect(!queue.isEmpty && queue.pending == nil)
        queue.prefer(LoadPriority(chart: Fixtures.chart("us")))
        #expect(steps(queue) == ["ranks us", "ranks de", "ranks jp"])
    }

    @Test("a chart that is loaded out of order isn't loaded again")
    func outOfOrder() {
        var queue = LoadQueue(charts, newest: nil)
        queue.finish(.newest(charts[1]))
        #expect(!queue.isUnloaded(charts[1]) && !queue.isIncomplete(charts[1]))
        #expect(steps(queue) == ["de", "us", "older de", "older us"])
        #expect(queue.pending == PendingHistory(charts: 3, unloadedCharts: 2, incompleteCharts: 0, newest: nil))
        queue.finish(.newest(charts[0]), isIncomplete: true)
        queue.finish(.newest(charts[2]))
        queue.finish(.older(charts[0]))
        #expect(queue.isEmpty && queue.pending == nil)
    }
}
