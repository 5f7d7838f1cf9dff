import Market
import Testing

@testable import Alerts

@Suite("Alert rule grammar")
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
        ("rating < 4 in us", .rating(belowHundredths: 400, in: us.storefront)),
        ("rating<4.5", .rating(belowHundredths: 450, in: nil)),
        ("Rating < 3.75 in any", .rating(belowHundredths: 375, in: nil)),
        ("ratings >= 10k in japan", .ratings(atLeast: 10_000, in: Storefront(stored: "jp"))),
        ("ratings > 99", .ratings(atLeast: 100, in: nil)),
        ("reviews 1-star > 10 in 1h", .reviews(ReviewCondition(stars: 1, atLeast: 11, within: 3600))),
        (
            "Reviews >= 50 within 24h in us",
            .reviews(ReviewCondition(atLeast: 50, within: 86_400, in: us.storefront))
        ),
        ("reviews 5-STAR>0 in 7d in any", .reviews(ReviewCondition(stars: 5, atLeast: 1, within: 604_800))),
        ("source stale", .sourceStale(for: nil)),
        ("source stale for 6h", .sourceStale(for: 21_600)),
    ]

    @Test("parsing the text of an alert rule returns the expected condition", arguments: rules)
    func reading(text: String, condition: AlertCondition) throws {
        #expect(try AlertRule(text).condition == condition)
    }

    static let errors: [(String, Int, String)] = [
        ("", 1, "empty rule; use a condition such as \"rank <= 10 in us top-free\""),
        ("   ", 1, "empty rule"),
        ("rnak <= 10", 1, "unknown condition \"rnak\"; did you mean rank?"),
        ("ping", 1, "unknown condition \"ping\""),
        ("rank", 5, "expected \"<=\", but the rule ends here"),
        ("rank 10", 6, "expected \"<=\", found \"10\""),
        ("rank => 10", 6, "expected \"<=\", found \"=>\""),
        ("rank <= ten", 9, "expected a rank such as 10, found \"ten\""),
        ("rank <= 0", 9, "rank out of range; use 1 to 65535"),
        ("rank < 1 in us top-free", 8, "rank out of range"),
        ("rank <= 99999999999999999999", 9, "expected a rank such as 10"),
        ("rank <= 65536", 9, "rank out of range"),
        ("rank <= 10 in", 14, "expected a storefront such as us, but the rule ends here"),
        ("rank <= 10 in ja top-free", 15, "unknown storefront \"ja\"; did you mean jp (Japan)?"),
        ("rank <= 10 in germny top-free", 15, "did you mean de (Germany)?"),
        ("rank <= 10 in us", 17, "expected a chart such as top-free"),
        ("rank <= 10 in us top-fre", 18, "unknown chart \"top-fre\"; did you mean top-free"),
        ("rank <= 10 in us top/fries", 18, "unknown chart \"top/fries\"; use a name such as top-free"),
        ("enters us top-free gamez", 20, "unknown genre \"gamez\"; did you mean games?"),
        ("enters top us top-free", 12, "expected a rank such as 10, found \"us\""),
        ("moved > 20", 11, "expected \"in\" and a duration such as 24h, but the rule ends here"),
        ("moved > 20 in 24", 15, "expected a duration from 10m to 30d such as 24h, found \"24\""),
        ("moved > 20 in 1m", 15, "expected a duration from 10m to 30d"),
        ("moved > 20 in 99999999999999999999h", 15, "expected a duration"),
        ("moved > 0 in 24h", 9, "number of ranks out of range"),
        ("moved > 70000 in 1d", 9, "number of ranks out of range; use 1 to 65535"),
        ("downloads >= -5", 14, "expected a number of downloads such as 1000000 or 1M"),
        ("downloads >= 99999999999B", 14, "expected a number of downloads"),
        ("downloads >= 5 in us top-free", 16, "unexpected \"in\" after the end of the rule"),
        ("source", 7, "expected \"stale\", but the rule ends here"),
        ("source stale for 1m", 18, "expected a duration from 5m to 30d"),
        ("source stale today", 14, "unexpected \"today\""),
        ("feed stale", 1, "\"feed\" was renamed to \"source\""),
        ("naïve ✨ rank", 1, "unknown condition"),
        (String(repeating: "x", count: 301), 300, "rule too long; use at most 300 characters"),
    ]

    @Test("the error for an invalid alert rule gives the column and the problem", arguments: errors)
    func error(text: String, column: Int, problem: String) {
        let error = #expect(throws: AlertRuleError.self) { _ = try AlertRule(text) }
        #expect(error?.column == column)
        #expect(error?.problem.contains(problem) == true, "\(error?.problem ?? "")")
    }

    @Test("every combination of four rule words is parsed or rejected without a crash")
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

    @Test("alert rules with the same condition and apps are equal, even if their text differs")
    func identity() throws {
        let rule = try AlertRule("rank <= 10 in us top-free")
        #expect(try rule == AlertRule("rank < 11 in usa topfree", message: AlertTemplate("x")))
        #expect(try rule != AlertRule("rank <= 10 in us top-free", of: .any))
    }

    @Test(
        "a message template replaces placeholders with values, or with · if there is no value",
        arguments: [
            ("{name} is #{rank}", "Sora is #·"), ("{{x}", "{x}"), ("", ""), ("{rule}{time}", "rr2026"),
        ]
    )
    func template(text: String, filled: String) throws {
        let values = [AlertTemplate.Placeholder.name: "Sora", .rule: "rr", .time: "2026"]
        #expect(try AlertTemplate(text).filled { values[$0] } == filled)
    }

    @Test(
        "the error for an invalid message template gives the column and the problem",
        arguments: [
            ("a {nam}", 3, "unknown placeholder \"{nam}\"; did you mean name?"),
            ("{name", 1, "unclosed \"{\"; write \"{{\" for a literal brace"),
            ("{{{x}", 3, "unknown placeholder"), ("{a{b}", 1, "unclosed"), ("{}", 1, "unknown placeholder \"{}\""),
        ]
    )
    func templateError(text: String, column: Int, problem: String) {
        let error = #expect(throws: AlertRuleError.self) { _ = try AlertTemplate(text) }
        #expect(error?.column == column && error?.problem.contains(problem) == true, "\(String(describing: error))")
    }

    @Test("a genre name in a rule matches charts of both stores, and the storefront uk means gb")
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

    @Test("an alert rule's app can be an id, a store URL, \"watchlist\" or \"any\", but not other text")
    func apps() throws {
        #expect(try AlertApps("https://apps.apple.com/us/app/x/id42") == .one(try AppID.parse("42")))
        #expect(try AlertApps("id0042") == .one(try AppID.parse("42")) && AlertApps("Any") == .any)
        #expect(try AlertApps("watchlist") == .watchlist && AlertApps("") == .watchlist)
        for text in ["1.70E+09", "null", "a b"] { #expect(throws: InvalidText.self) { try AlertApps(text) } }
    }
}
