import Market
import TimeSeries

/// An index of the charts that list each app, so that a query about an app doesn't have to look into every chart.
///
/// The index may contain charts from which the app has since been removed.
struct ChartListings: Sendable {
    private var numbers: [Chart: UInt32] = [:]
    /// The charts in order.
    private var charts: [Chart] = []
    /// The position of each chart in ``charts``, by chart number.
    private var order: [UInt32] = []
    /// The numbers of the charts that list each app, in increasing order, by the app's handle.
    private var listings: [[UInt32]] = []

    /// Adds apps to a chart.
    ///
    /// - Parameter handles: The handles of the apps.
    /// - Complexity: O(handles · log charts); O(charts) for a new chart.
    mutating func add(_ handles: some Collection<UInt32>, to chart: Chart) {
        guard let highest = handles.max() else { return }
        let number = number(of: chart)
        if listings.count <= highest {
            listings += Array(repeating: [], count: Int(highest) + 1 - listings.count)
        }
        for handle in handles {
            let position = listings[Int(handle)].partitioningIndex { $0 >= number }
            guard position == listings[Int(handle)].count || listings[Int(handle)][position] != number else { continue }
            listings[Int(handle)].insert(number, at: position)
        }
    }

    /// Returns the charts that may list an app, in order.
    ///
    /// - Complexity: O(n log n), where n is the number of charts returned.
    func charts(of handle: UInt32) -> [Chart] {
        guard handle < listings.count else { return [] }
        return listings[Int(handle)].map { order[Int($0)] }.sorted().map { charts[Int($0)] }
    }

    private mutating func number(of chart: Chart) -> UInt32 {
        if let number = numbers[chart] { return number }
        let number = UInt32(order.count)
        numbers[chart] = number
        let position = charts.partitioningIndex { chart < $0 }
        charts.insert(chart, at: position)
        for index in order.indices where order[index] >= position { order[index] += 1 }
        order.append(UInt32(position))
        return number
    }
}
