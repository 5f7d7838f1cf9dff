import Market

/// The chart and time of an entry or a snapshot.
struct MappedChart {
    var chart: Chart
    var time: Timestamp
}
