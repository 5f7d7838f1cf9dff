import Alerts
import History
import Market

/// The ledger that a marble diagram describes. A diagram has one character per quarter of an hour, `|` where the run
/// begins, and `/` where the program is restarted:
///
/// - `1` to `9`: the app's rank in a snapshot of 20 entries; `A`: rank 15
/// - `.`: a snapshot of 20 entries without the app; `s`: a snapshot of 10 entries without the app
/// - `-`: no snapshot; `p`: a partial snapshot with the app at #1
/// - `r`: the previous snapshot again, at the same time; `c`: the same half a minute later, like a cached copy
struct Marbles {
    static let start = Timestamp(seconds: 1_800_000_000)
    static let step: Int64 = 900
    static let app = AppID(stored: "42") ?? other(0)

    private static func other(_ number: Int) -> AppID {
        guard let app = AppID(stored: "\(1000 + number)") else { preconditionFailure("a number is a valid id") }
        return app
    }

    let chart: Chart
    private(set) var ledger = Ledger()
    private(set) var last: (rank: Int?, depth: Int) = (nil, 20)
    private(set) var lastTime = Marbles.start

    init(_ chart: Chart) { self.chart = chart }

    /// Evaluates a rule at each step of a diagram.
    ///
    /// - Parameter every: The number of steps between evaluations. If it's greater than 1, several snapshots arrive at
    ///   once.
    /// - Returns: A character for each step: `!` if the rule fired, `×` if alerts were withheld, otherwise `·`.
    static func outcome(_ diagram: String, of rule: AlertRule, every: Int = 1) -> String {
        guard let storefront = Storefront(stored: "us") else { return "" }
        var marbles = Marbles(Chart(storefront: storefront, kind: .topFree))
        marbles.ledger.watch([app])
        var evaluator: AlertEvaluator?
        var outcome = ""
        var index: Int64 = 0
        for character in diagram {
            if character == "|" || character == "/" {
                let pending = evaluator?.pending ?? [:]
                evaluator = AlertEvaluator([rule], start: start + index * step - 1, resuming: pending)
                continue
            }
            marbles.play(character, at: start + index * step)
            index += 1
            guard evaluator != nil, index % Int64(every) == 0 else {
                outcome += "·"
                continue
            }
            let actions = evaluator?.evaluate(marbles.ledger.snapshot, now: start + index * step) ?? []
            outcome +=
                actions.isEmpty ? "·" : actions.contains { if case .fire = $0 { true } else { false } } ? "!" : "×"
        }
        return outcome
    }

    mutating func play(_ character: Character, at time: Timestamp) {
        switch character {
        case "-": return
        case "p":
            let entries = [RankEntry(rank: .first, app: Self.app)]
            ledger.append(ChartSnapshot(chart: chart, observedAt: time, coverage: .partial, entries: entries))
            return
        case "r": return append(last.rank, depth: last.depth, at: lastTime)
        case "c": return append(last.rank, depth: last.depth, at: lastTime + 30)
        case ".": last = (nil, 20)
        case "s": last = (nil, 10)
        case "A": last = (15, 20)
        default: last = (character.wholeNumberValue, 20)
        }
        lastTime = time
        append(last.rank, depth: last.depth, at: time)
    }

    private mutating func append(_ rank: Int?, depth: Int, at time: Timestamp) {
        let entries = (1...depth).compactMap { number in
            Rank(number).map { RankEntry(rank: $0, app: number == rank ? Self.app : Self.other(number)) }
        }
        ledger.append(ChartSnapshot(chart: chart, observedAt: time, entries: entries))
    }
}
