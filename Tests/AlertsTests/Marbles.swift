import Alerts
import History
import Market

/// Time as a picture: a character for each quarter of an hour, `|` where the run begins.
///
/// `1`…`9` the app's place on a list of 20; `A` place 15; `.` a list of 20 without it; `s` one of 10 without it; `-` nothing
/// came; `p` a partial list with it first; `r` the list before once more, of the same instant; `c` the list before
/// within half a minute, as a copy would come.
struct Marbles {
    static let start = Timestamp(seconds: 1_800_000_000)
    static let step: Int64 = 900
    static let app = AppID(stored: "42") ?? other(0)

    private static func other(_ number: Int) -> AppID {
        guard let app = AppID(stored: "\(1000 + number)") else { preconditionFailure("a number is an id") }
        return app
    }

    let chart: Chart
    private(set) var ledger = Ledger()
    private(set) var last: (rank: Int?, depth: Int) = (nil, 20)
    private(set) var lastTime = Marbles.start

    init(_ chart: Chart) { self.chart = chart }

    /// Plays a picture.
    ///
    /// - Parameter every: looks once in so many steps, so that several lists come at once.
    /// - Returns: under each step `!` where it fired, `×` where it was withheld, `·` else.
    static func outcome(_ picture: String, of rule: AlertRule, every: Int = 1) -> String {
        guard let storefront = Storefront(stored: "us") else { return "" }
        var marbles = Marbles(Chart(storefront: storefront, kind: .topFree))
        marbles.ledger.watch([app])
        var watch: AlertEvaluator?
        var outcome = ""
        var index: Int64 = 0
        for character in picture {
            if character == "|" {
                watch = AlertEvaluator([rule], start: start + index * step - 1)
                continue
            }
            marbles.play(character, at: start + index * step)
            index += 1
            guard watch != nil, index % Int64(every) == 0 else {
                outcome += "·"
                continue
            }
            let actions = watch?.look(at: marbles.ledger.snapshot, now: start + index * step) ?? []
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
        let entries = (1...depth).compactMap { place in
            Rank(place).map { RankEntry(rank: $0, app: place == rank ? Self.app : Self.other(place)) }
        }
        ledger.append(ChartSnapshot(chart: chart, observedAt: time, entries: entries))
    }
}
