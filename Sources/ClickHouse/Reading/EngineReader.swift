import Foundation
public import Input
public import Market

/// A type that reads the history in an engine. All functions block the thread.
public struct EngineReader: Sendable {
    let client: EngineClient

    public init(_ client: EngineClient) { self.client = client }

    public var address: EngineAddress { client.address }

    /// Checks that the engine can be reached, and that its tables are those of this version.
    ///
    /// - Returns: The engine's time.
    @discardableResult
    public func check() throws(EngineError) -> Timestamp { try client.check() }

    /// Returns the charts in the engine with the times of their snapshots, sorted by chart.
    public func catalog() throws(EngineError) -> [EngineChart] {
        let query = """
            SELECT DISTINCT \(EngineTable.charts.columnList), start, end FROM charts ANY LEFT JOIN
            (SELECT chart, min(first) AS start, max(last) AS end FROM sources GROUP BY chart) AS periods USING chart
            FORMAT RowBinary
            """
        var charts: [Chart: EngineChart] = [:]
        try read(query) { row throws(RowBinaryReader.Truncated) in
            let chart = try row.readChart()
            let (first, last) = (Int64(try row.read(UInt32.self)), Int64(try row.read(UInt32.self)))
            if let chart { charts[chart] = EngineChart(chart: chart, times: last > 0 ? first...max(first, last) : nil) }
        }
        return charts.values.sorted { $0.chart < $1.chart }
    }

    /// Returns the time of the newest snapshot; `nil` if there is none.
    public func lastSeen() throws(EngineError) -> Timestamp? {
        var last: Timestamp?
        try read("SELECT max(last), count() FROM sources FORMAT RowBinary") { row throws(RowBinaryReader.Truncated) in
            let time: UInt32 = try row.read()
            if try row.read(UInt64.self) > 0 { last = Timestamp(seconds: Int64(time)) }
        }
        return last
    }

    /// Returns the time range of all snapshots, or of those since a time; `nil` if there are none.
    ///
    /// - Complexity: O(snapshots).
    public func span(since start: Timestamp? = nil) throws(EngineError) -> TimeRange? {
        let condition = start.map { "at >= toDateTime(\(UInt32(clamping: $0.seconds)))" } ?? "1"
        var span: TimeRange?
        let query = "SELECT min(at), max(at), count() FROM snapshots WHERE \(condition) FORMAT RowBinary"
        try read(query) { row throws(RowBinaryReader.Truncated) in
            let (first, last) = (try row.readTime(), try row.readTime())
            if try row.read(UInt64.self) > 0 { span = TimeRange(first, last) }
        }
        return span
    }

    /// Returns the start of the newest history that has at most a number of points, rounded to a day; `nil` if all of
    /// it has.
    ///
    /// - Complexity: O(snapshots).
    public func start(ofNewest points: Int) throws(EngineError) -> Timestamp? {
        let query = """
            SELECT toUInt32(toDate(at, 'UTC')) AS day, sum(entries) FROM snapshots WHERE at = since
            GROUP BY day ORDER BY day DESC FORMAT RowBinary
            """
        var (total, start, isLimited) = (0, Timestamp?.none, false)
        try read(query) { row throws(RowBinaryReader.Truncated) in
            let day: UInt32 = try row.read()
            total += Int(clamping: try row.read(UInt64.self))
            if total <= points, !isLimited { start = Day(number: Int(day)).start } else { isLimited = true }
        }
        return isLimited ? start ?? Timestamp(seconds: Int64(UInt32.max)) : nil
    }

    /// Runs a query and calls a closure for each row of the result.
    func read(
        _ query: String,
        _ body: (inout RowBinaryReader) throws(RowBinaryReader.Truncated) -> Void
    ) throws(EngineError) {
        try read(try client.run(query), body)
    }

    /// Calls a closure for each row of a result.
    func read(
        _ data: Data,
        _ body: (inout RowBinaryReader) throws(RowBinaryReader.Truncated) -> Void
    ) throws(EngineError) {
        var reader = RowBinaryReader(data)
        do throws(RowBinaryReader.Truncated) {
            while !reader.isAtEnd { try body(&reader) }
        } catch {
            throw client.invalidResponse(data)
        }
    }

    /// Returns a list of texts for an `IN` condition.
    static func list(_ texts: some Sequence<String>) -> String {
        texts.map { text in
            let escaped = text.map { $0 == "\\" || $0 == "'" ? "\\\($0)" : String($0) }.joined()
            return "'\(escaped)'"
        }.joined(separator: ", ")
    }
}

extension RowBinaryReader {
    /// Reads a row of `charts`; `nil` if it has a value that this version doesn't know.
    mutating func readChart() throws(Truncated) -> Chart? {
        _ = try readText()
        let (store, storefront, kind) = (try readText(), try readText(), try readText())
        let (genre, edition) = (try readText(), try readText())
        return Chart(storedStore: store, storefront: storefront, kind: kind, genre: genre, edition: edition)
    }

    /// Reads a time.
    mutating func readTime() throws(Truncated) -> Timestamp { Timestamp(seconds: Int64(try read(UInt32.self))) }
}
