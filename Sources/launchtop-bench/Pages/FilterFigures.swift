import Canvas
import Dashboard
import History
import TestSupport

/// A benchmark that measures the time that a key press takes in a filter, a search and the finder.
struct FilterFigures {
    /// Labeled regular expressions: four that take a backtracking matcher too long, and the largest one that filters
    /// accept.
    private static let expressions = [
        ("optional_40", "(.?){40}z"), ("choice_25", "(a|a){25}c"), ("nested", "((a+)+)+b"),
        ("copies_60", "(a?){60}a{60}b"),
        ("largest", "(.*.?){80}z"),
    ]

    func measure() {
        measureManyApps()
        measureExpressions()
    }

    /// Measures one key press in a filter on a chart, in a search and in the finder, with 100,000 known app names.
    private func measureManyApps() {
        let ledger = BigMarket.manyApps(100_000)
        var state = DashboardState.openingCharts(ledger, now: BigMarket.end(hours: 1), isLive: false)
        _ = state.apply(.resize(Size(columns: 200, rows: 60)))
        let words = ["n", "no", "nov", "nova", "nova 7", "nova 77"]
        // Every name contains the letters of the last words, but not next to each other.
        let scattered = ["np", "npl", "nplan", "nova plan", "plan nova"]
        let search: [Key] = ":app ".map { .character($0) }
        for (name, prefix, words) in [
            ("filter", ["/"], words), ("search", search, words), ("finder", [.control("p")], words),
            ("finder_scattered", [.control("p")], scattered),
        ] {
            var opened = state
            for key in prefix { opened.press(key) }
            var times: [Double] = []
            for _ in 0..<10 {
                for word in words {
                    var typed = opened
                    for character in word.dropLast() { typed.press(.character(character)) }
                    let last = Key.character(word.last ?? "n")
                    times.append(ContinuousClock().measure { typed.press(last) } / .seconds(1))
                    times[times.count - 1] += ContinuousClock().measure { _ = typed.frame(theme: .dark) } / .seconds(1)
                }
            }
            times.sort()
            Figure(
                "\(name)_key_100000_apps_ms",
                times[times.count / 2] * 1e3,
                "ms",
                p95: times[times.count * 95 / 100] * 1e3
            )
            .print()
        }
    }

    /// Measures the time from the last key of an expression to the next frame, on charts of 200 names with 30 and with
    /// 200 letters each.
    private func measureExpressions() {
        for letters in [30, 200] {
            let ledger = BigMarket.names(
                (0..<Workload.depth).map { String(repeating: "a", count: letters - 3) + "\($0 + 100)" }
            )
            var state = DashboardState.openingCharts(ledger, now: BigMarket.end(hours: 1), isLive: false)
            _ = state.apply(.resize(Size(columns: 200, rows: 60)))
            let literal = time(of: "aaz", in: state)
            for (name, pattern) in Self.expressions {
                let time = time(of: "re:" + pattern, in: state)
                Figure("filter_key_\(name)_200_names_of_\(letters)_us", time.p50 * 1e6, "us", p95: time.p95 * 1e6)
                    .compared(to: "the words aaz", literal.p50 * 1e6).print()
            }
        }
    }

    private func time(of filter: String, in state: DashboardState) -> (p50: Double, p95: Double) {
        var opened = state
        for character in "/" + filter.dropLast() { opened.press(.character(character)) }
        let last = Key.character(filter.last ?? "z")
        return median(of: 50) {
            var typed = opened
            typed.press(last)
            _ = typed.frame(theme: .dark)
        }
    }
}
