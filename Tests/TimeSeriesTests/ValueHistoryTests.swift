import TestSupport
import Testing
import TimeSeries

@Suite("History of a reported value")
struct ValueHistoryTests {
    typealias History = ValueHistory<String>

    /// Parses reports such as "A0 B0.5": a value and the hour at which it was seen.
    private static func seenTimes(_ text: String) -> [(value: String, time: Int64)] {
        text.split(separator: " ").map { word in
            (String(word.prefix(1)), Int64((Double(word.dropFirst()) ?? 0) * 3600))
        }
    }

    private static func text(_ history: History) -> String {
        history.spans.map { span in
            let hours = Double(span.since) / 3600
            return span.value + (hours == hours.rounded() ? "\(Int(hours))" : "\(hours)")
        }.joined(separator: " ")
    }

    private static func history(_ text: String) -> History {
        var history = History()
        for (value, time) in seenTimes(text) { history.note(value, at: time) }
        return history
    }

    @Test(
        "in a value history, alternating reports add one span per value, and a lasting change adds a span",
        arguments: [
            ("A0 A1 A2", "A0"),
            // A new value is a change immediately.
            ("A0 B5 B6", "A0 B5"),
            ("A0 B1 C2 D3", "A0 B1 C2 D3"),
            // Two and three sources that alternate.
            ("A0 B0.5 A1 B1.5 A2 B2.5 A3", "A0 B0.5"),
            ("A0 B12 A24 B36 A48 B60 A72 B84", "A0 B12"),
            ("A0 B0.25 C0.5 A1 B1.25 C1.5 A2 B2.25 C2.5", "A0 B0.25 C0.5"),
            // The earlier value is seen once while the current one is still seen.
            ("A0 B1 B24 A47 B48 A71", "A0 B1"),
            // 48 hours without the current value.
            ("A0 B1 A48", "A0 B1"),
            ("A0 B1 A49", "A0 B1 A49"),
            // The change starts at the first report after the last report of the other value.
            ("A0 A24 B48 B72 B96 A120 A144 A145", "A0 B48 A120"),
            ("A0 B1 A2 B40 A41 B80 A81 A120", "A0 B1"),
            ("A0 B1 A2 B40 A41 B80 A81 A120 A128", "A0 B1 A81"),
            // Three sources, of which two continue.
            ("A0 B1 C2 A3 B4 A30 B31 A50 B51 A52", "A0 B1 C2 A3"),
            // The value changes and later changes back.
            ("A0 B1 A49 A97 B98 B145", "A0 B1 A49 B98"),
        ]
    )
    func inOrder(seenTimes: String, expected: String) {
        #expect(Self.text(Self.history(seenTimes)) == expected)
    }

    @Test(
        "a late report in a value history is inserted at its own time",
        arguments: [
            ("A10 A5", "A5"), ("B10 A5", "A5 B10"), ("A0 B10 B5", "A0 B5"), ("A0 B10 A5 A6", "A0 B10"),
            // B is reported between two reports of A, which applies again from its second report.
            ("A0 A96 B48", "A0 B48 A96"), ("A0 A96 B48 B50", "A0 B48 A96"), ("A0 A96 B48 A60", "A0 B48 A60"),
            // Sources one after the other, and in reverse order.
            ("A0 A1 A2 A3 B0.5 B1.5 B2.5 B3.5", "A0 B0.5 A3"), ("B10 A9 B8 A7 B6 A5", "A5 B10"),
            ("A0 B10 C20 A15", "A0 B10 C20"), ("A0 B10 C100 A70", "A0 B10 A70 C100"), ("A0 B10 A100 A30", "A0 B10 A30"),
            // If two values have the same time, the later one is kept.
            ("A0 B0", "B0"), ("A0 A5 B0", "B0 A5"), ("A0 A5 B5", "A0 B5"),
        ]
    )
    func late(seenTimes: String, expected: String) {
        #expect(Self.text(Self.history(seenTimes)) == expected)
    }

    @Test("a value history returns the last value reported by a given time, or the first value if none was")
    func values() {
        let history = Self.history("A10 B20 C30")
        let hours: [Int64] = [0, 10, 15, 20, 29, 30, 99]
        #expect(hours.map { history.value(at: $0 * 3600) ?? "-" } == ["A", "A", "A", "B", "B", "C", "C"])
        #expect(hours.map { history.knownValue(at: $0 * 3600) ?? "-" } == ["-", "A", "A", "B", "B", "C", "C"])
        #expect(History().value(at: 0) == nil)
    }

    @Test(
        "sources that report different values add at most two spans each to a history, in any order",
        arguments: [2, 3, 5],
        [1.0, 24.0]
    )
    func bounded(sources: Int, hours: Double) {
        let interval = Int64(hours * 3600)
        let times = (0..<1000 * sources).map { number in
            (value: "\(number % sources)", time: Int64(number) * interval / Int64(sources))
        }
        let orders = [times, times.reversed(), times.sorted { ($0.value, $0.time) < ($1.value, $1.time) }]
        for (number, order) in orders.enumerated() {
            var history = History()
            for (value, time) in order { history.note(value, at: time) }
            #expect(history.spans.count <= 2 * sources, "order \(number): \(history.spans)")
        }
    }

    @Test("a source that never repeats a value adds a span to a value history for each report")
    func restless() {
        var history = History()
        for number in 0..<20_000 { #expect(history.note("\(number)", at: Int64(number)).isNews) }
        #expect(history.spans.count == 20_000)
        #expect(history.recentPositions == 19_983..<20_000)
    }

    @Test("reports at the smallest and largest times don't overflow a value history")
    func extremes() {
        var history = History()
        for (value, time) in [("A", Int64.min), ("B", .max), ("A", .max), ("B", 0), ("A", .min + 1), ("C", .min)] {
            history.note(value, at: time)
        }
        #expect(history == History(spans: history.spans))
    }

    @Test(
        "after random reports, a value history has ordered spans of changing values that equal the stored spans",
        arguments: 0..<300
    )
    func invariants(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        var history = History()
        for _ in 0..<Int.random(in: 1...120, using: &generator) {
            let value = ["A", "B", "C", "D"][Int.random(in: 0..<4, using: &generator)]
            let before = history
            let change = history.note(value, at: Int64.random(in: 0..<200, using: &generator) * 3600)
            let values = [before, history].map { history in history.spans.map { "\($0.value) \($0.since)" } }
            #expect((values[0] != values[1]) == change.isNews, "seed \(seed)")
            for (span, next) in zip(history.spans, history.spans.dropFirst()) {
                #expect(span.since <= span.lastSeen && span.lastSeen < next.since, "seed \(seed): \(history.spans)")
                #expect(span.value != next.value, "seed \(seed): \(history.spans)")
            }
            #expect(History(spans: history.spans) == history, "seed \(seed): \(history.spans)")
            #expect(Self.applied(change, to: before, from: history) == history, "seed \(seed): \(change)")
        }
    }

    /// Returns the history read from a store to which only the spans in `change` were written.
    private static func applied(_ change: History.Change, to before: History, from after: History) -> History {
        var rows = Dictionary(uniqueKeysWithValues: before.spans.map { ($0.since, $0) })
        switch change {
        case .nothing: break
        case .seenTime(let position): rows[after.spans[position].since] = after.spans[position]
        case .spans(let positions, let moved):
            if let moved { rows[moved] = nil }
            for span in after.spans[positions] { rows[span.since] = span }
        }
        return History(spans: rows.values.sorted { $0.since < $1.since })
    }

    @Test("merging a stored value history adds its spans and keeps newer spans")
    func merging() {
        var history = History()
        var isNews = history.merge(stored: Self.history("A0 B10"))
        #expect(isNews)
        #expect(Self.text(history) == "A0 B10")
        history.note("B", at: 20 * 3600)
        isNews = history.merge(stored: Self.history("A0 B10"))
        #expect(!isNews)
        #expect(history.spans.last?.lastSeen == Int64(20 * 3600))
        history.note("C", at: 30 * 3600)
        history.merge(stored: Self.history("A0 B10"))
        #expect(Self.text(history) == "A0 B10 C30")
        history.merge(stored: Self.history("A0 B10 C30 A100"))
        #expect(Self.text(history) == "A0 B10 C30 A100")
    }
}
