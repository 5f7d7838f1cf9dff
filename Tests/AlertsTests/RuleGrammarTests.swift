import Market
import Testing

@testable import Alerts

@Suite("How alert rules are written")
struct RuleGrammarTests {
    private static let us = AlertCharts(storefront: Storefront(stored: "us"), kind: .topFree)

    static let rules: [(String, AlertCondition)] = [
        ("rank <= 10 in us top-free", .rank(atMost: Rank(10) ?? .first, in: us)),
        ("rank<=10 us top-free", .rank(atMost: Rank(10) ?? .first, in: us)),
        ("  RANK ≤ 10  in  USA  topfree ", .rank(atMost: Rank(10) ?? .first, in: us)),
        ("rank < 2 in us top-free", .rank(atMost: .first, in: us)),
        ("rank <= 10", .rank(atMost: Rank(10) ?? .first, in: .every)),
        ("rank <= 1 in any top-free", .rank(atMost: .first, in: AlertCharts(storefront: nil, kind: .topFree))),
        ("enters us top-free", .enters(top: nil, of: us)),
        ("enters top 10 of us top-free", .enters(top: Rank(10), of: us)),
        ("leaves top 100", .leaves(top: Rank(100), of: .every)),
        (
            "leaves japan top-grossing photo & video",
            .leaves(
                top: nil,
                of: AlertCharts(storefront: Storefront(stored: "jp"), kind: .topGrossing, genre: try? GenreText("6008"))
            )
        ),
        (
            "enters in us movers GAME_PUZZLE",
            .enters(
                top: nil,
                of: AlertCharts(
                    storefront: Storefront(stored: "us"),
                    kind: ChartKind("movers") ?? .topFree,
                    genre: try? GenreText("GAME_PUZZLE")
                )
            )
        ),
        ("moved > 20 in 24h in us top-free", .moved(.moved, moreThan: 20, within: 86_400, in: us)),
        ("climbed >= 20 within 1h30m", .moved(.climbed, moreThan: 19, within: 5400, in: .every)),
        ("fell > 5 in 7d us top-free", .moved(.fell, moreThan: 5, within: 604_800, in: us)),
        ("downloads >= 1000000", .downloads(atLeast: 1_000_000)),
        ("downloads > 1_000", .downloads(atLeast: 1001)),
        ("downloads>=2M", .downloads(atLeast: 2_000_000)),
        ("downloads > 9223372036854775807", .downloads(atLeast: .max)),
        ("feed stale", .sourceStale(for: nil)),
        ("feed stale for 6h", .sourceStale(for: 21_600)),
    ]

    @Test("what a rule says", arguments: rules)
    func reading(text: String, condition: AlertCondition) throws {
        #expect(try AlertRule(text).condition == condition)
    }

    static let faults: [(String, Int, String)] = [
        ("", 1, "a rule is missing, such as rank <= 10 in us top-free"),
        ("   ", 1, "a rule is missing"),
        ("rnak <= 10", 1, "“rnak” begins no rule; did you mean rank?"),
        ("ping", 1, "begins no rule; there are rank, enters, leaves"),
        ("rank", 5, "“<=” is expected, but the rule ends"),
        ("rank 10", 6, "“<=” is expected, not “10”"),
        ("rank => 10", 6, "“<=” is expected, not “=>”"),
        ("rank <= ten", 9, "a place such as 10 is expected, not “ten”"),
        ("rank <= 0", 9, "a place is a whole number from 1 to 65535"),
        ("rank < 1 in us top-free", 8, "a place is a whole number from 1 to 65535"),
        ("rank <= 99999999999999999999", 9, "a place such as 10 is expected"),
        ("rank <= 65536", 9, "a place is a whole number"),
        ("rank <= 10 in", 14, "a storefront such as us is expected, but the rule ends"),
        ("rank <= 10 in ja top-free", 15, "unknown storefront \"ja\"; did you mean jp (Japan)?"),
        ("rank <= 10 in germny top-free", 15, "did you mean de (Germany)?"),
        ("rank <= 10 in us", 17, "a chart such as top-free is expected"),
        ("rank <= 10 in us top-fre", 18, "“top-fre” is no chart; did you mean top-free"),
        ("rank <= 10 in us top/fries", 18, "“top/fries” is no chart; one is written like top-free"),
        ("enters us top-free gamez", 20, "unknown genre \"gamez\"; did you mean games?"),
        ("enters top us top-free", 12, "a place such as 10 is expected, not “us”"),
        ("moved > 20", 11, "“in” and a length of time such as 24h is expected, but the rule ends"),
        ("moved > 20 in 24", 15, "a length of time from 10m to 30d, such as 24h, is expected, not “24”"),
        ("moved > 20 in 1m", 15, "a length of time from 10m to 30d"),
        ("moved > 20 in 99999999999999999999h", 15, "a length of time"),
        ("moved > 0 in 24h", 9, "places are a whole number"),
        ("moved > 70000 in 1d", 9, "places are a whole number from 1 to 65535"),
        ("downloads >= -5", 14, "a number of downloads such as 1000000 or 1M is expected"),
        ("downloads >= 99999999999B", 14, "a number of downloads"),
        ("downloads >= 5 in us top-free", 16, "“in” is too much; the rule has ended"),
        ("feed", 5, "“stale” is expected, but the rule ends"),
        ("feed stale for 1m", 16, "a length of time from 5m to 30d"),
        ("feed stale today", 12, "“today” is too much"),
        ("naïve ✨ rank", 1, "begins no rule"),
        (String(repeating: "x", count: 301), 300, "a rule has at most 300 characters"),
    ]

    @Test("what is wrong with a rule is told with its place", arguments: faults)
    func fault(text: String, column: Int, words: String) {
        let fault = #expect(throws: AlertRuleError.self) { _ = try AlertRule(text) }
        #expect(fault?.column == column)
        #expect(fault?.problem.contains(words) == true, "\(fault?.problem ?? "")")
    }

    @Test("any text is read or refused, and nothing traps")
    func anything() throws {
        let words = [
            "rank", "<=", "in", "us", "top-free", "top", "10", "99999999999", "24h", "any", "é", ">", "", "stale",
        ]
        var count = 0
        for a in words {
            for b in words {
                for c in words {
                    for d in words {
                        count += (try? AlertRule("\(a) \(b) \(c) \(d)")) == nil ? 0 : 1
                    }
                }
            }
        }
        #expect(count > 3)
    }

    @Test("the same condition about the same apps is the same rule")
    func identity() throws {
        let rule = try AlertRule("rank <= 10 in us top-free")
        #expect(try rule == AlertRule("rank < 11 in usa topfree", say: AlertTemplate("x")))
        #expect(try rule != AlertRule("rank <= 10 in us top-free", of: .any))
    }

    @Test(
        "words with places",
        arguments: [
            ("{name} is #{rank}", "Sora is #·"), ("{{x}", "{x}"), ("", ""), ("{rule}{time}", "rr2026"),
        ]
    )
    func words(text: String, filled: String) throws {
        let values = [AlertTemplate.Placeholder.name: "Sora", .rule: "rr", .time: "2026"]
        #expect(try AlertTemplate(text).filled { values[$0] } == filled)
    }

    @Test(
        "words with faults",
        arguments: [
            ("a {nam}", 3, "“{nam}” stands for nothing; did you mean name?"), ("{name", 1, "“{” has no “}”"),
            ("{{{x}", 3, "stands for nothing"), ("{a{b}", 1, "has no “}”"), ("{}", 1, "“{}” stands for nothing"),
        ]
    )
    func wordFaults(text: String, column: Int, words: String) {
        let fault = #expect(throws: AlertRuleError.self) { _ = try AlertTemplate(text) }
        #expect(fault?.column == column && fault?.problem.contains(words) == true, "\(String(describing: fault))")
    }

    @Test("a genre is what the store of a chart calls so, and uk is gb")
    func genres() throws {
        func charts(_ text: String) throws -> AlertCharts? {
            guard case .enters(_, let charts) = try AlertRule("enters \(text)", of: .any).condition else { return nil }
            return charts
        }
        func chart(_ store: Store, _ genre: String?) -> Chart? {
            Storefront(stored: "gb").map {
                Chart(store: store, storefront: $0, kind: .topFree, genre: genre.flatMap { Genre(stored: $0) })
            }
        }
        let (apple, google) = (try #require(chart(.appStore, "6015")), try #require(chart(.googlePlay, "FINANCE")))
        let whole = try #require(chart(.appStore, nil))
        let finance = try #require(try charts("uk top-free finance"))
        #expect(finance.contain(apple) && finance.contain(google) && !finance.contain(whole))
        let number = try #require(try charts("gb top-free 6015"))
        #expect(number.contain(apple) && !number.contain(google))
        let all = try #require(try charts("gb top-free all"))
        #expect(all.contain(whole) && !all.contain(apple))
    }

    @Test("an app is an id, also as an address, or watched, or any")
    func apps() throws {
        #expect(try AlertApps("https://apps.apple.com/us/app/x/id42") == .one(try AppID.parse("42")))
        #expect(try AlertApps("id0042") == .one(try AppID.parse("42")) && AlertApps("Any") == .any)
        for text in ["1.70E+09", "null", "a b"] { #expect(throws: InvalidText.self) { try AlertApps(text) } }
    }
}
