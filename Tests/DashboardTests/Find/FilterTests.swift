import Testing

@testable import Dashboard

@Suite("Filters")
struct FilterTests {
    private static let sora = FilterRow(
        ["Sora by OpenAI", "6744034028"],
        developer: "OpenAI",
        rank: 3,
        change: 12,
        state: nil
    )
    private static let cafe = FilterRow(["Café Zürich", "1"], developer: "Ünlü GmbH", rank: 40, change: -7, state: nil)
    private static let entry = FilterRow(["News Today", "2"], developer: nil, rank: 90, change: nil, state: .new)

    @Test(
        "a filter passes only rows that match all of its terms",
        arguments: [
            ("sora", "sora"), ("SORA", "sora"), ("openai", "sora"), ("by open", "sora"), ("open by", "sora"),
            ("sorabyopen", "sora"), ("\"by openai\"", "sora"), ("\"openai by\"", ""), ("app:open", "sora"),
            ("dev:sora", ""), ("dev:openai", "sora"), ("dev:unlu", "café"), ("cafe", "café"), ("zurich", "café"),
            ("6744034028", "sora"), ("#1-20", "sora"), ("#3", "sora"), ("#20-1", "sora"), ("#40-", "café news"),
            ("#", "sora café news"), ("new", "news"), ("\"new\"", "news"), ("app:new", "news"), ("returned", ""),
            ("moved>5", "sora café"), ("moved>7", "sora"), ("up>5", "sora"), ("down>5", "café"), ("moved>x", ""),
            ("re:^s.*i$", "sora"), ("re:café|news", "café news"), ("re:[", "sora café news"),
            ("#1-50 moved>5 ca", "café"), ("#1–3", "sora"), ("#40—", "café news"), ("#3−3", "sora"),
            ("id6744034028", "sora"), ("https://apps.apple.com/us/app/sora/id6744034028?mt=8", "sora"), ("id1", ""),
            ("moved<0", ""), ("#1..3", ""),
            ("", "sora café news"), ("   ", "sora café news"), ("nothing", ""),
        ]
    )
    func passes(text: String, names: String) {
        let rows = [("sora", Self.sora), ("café", Self.cafe), ("news", Self.entry)]
        let filter = Filter(text)
        let found = rows.filter { filter.passes($0.1) }.map(\.0)
        #expect(found.joined(separator: " ") == names)
    }

    @Test(
        "a malformed filter condition is reported with a suggestion, and other words aren't reported",
        arguments: [
            ("moved<0", "invalid condition \"moved<0\"; use down>0"),
            ("moved<-5", "invalid condition \"moved<-5\"; use down>5"),
            ("moved<5", "invalid condition \"moved<5\"; use moved>5"),
            ("up>=5", "invalid condition \"up>=5\"; use up>4"),
            ("down>x", "invalid condition \"down>x\"; use down>5"),
            ("climbed>3", "invalid condition \"climbed>3\"; use up>3"),
            ("fell>=3", "invalid condition \"fell>=3\"; use down>2"),
            ("#1..3", "invalid rank range \"#1..3\"; use #3, #1-20 or #50-"),
            ("moved", nil), ("update", nil), ("#hash", nil), ("moved>5", nil), ("#1–3", nil), ("id324684580", nil),
            ("\"moved<0\"", nil), ("moved>", nil), ("up", nil),
        ] as [(String, String?)]
    )
    func hints(text: String, message: String?) { #expect(Filter(text).problem == message) }

    @Test("an invalid regular expression in a filter is reported and ignored", arguments: ["(.)\\1", "a**", "(a"])
    func refused(pattern: String) {
        let filter = Filter("re:" + pattern)
        #expect(filter.problem?.hasPrefix("re: ") == true)
        #expect(filter.isEmpty)
    }

    @Test(
        "a valid regular expression in a filter isn't reported",
        arguments: [
            "(ab)+c", "a.*b.*c", "[a-z]{2,4}", "\\d+", "^(sora|cafe)$", "(a+)+", "(a*b)*c", "((ab)*){3,}", "a*b*c*d*",
        ]
    )
    func valid(pattern: String) { #expect(Filter("re:" + pattern).problem == nil) }

    @Test(
        "filtering finishes even for an expression that takes exponential time with backtracking",
        arguments: ["(.?){40}z", "(a|a){25}c", "a*a*a*b", "(a+)+b"]
    )
    func bounded(pattern: String) {
        let row = FilterRow([String(repeating: "a", count: 10_000)])
        #expect(!Filter("re:" + pattern).passes(row))
    }

    @Test("every prefix of a long, invalid filter can be applied without a crash")
    func prefixes() {
        let text = "\"a b app: dev: #1- #-4 #99999999999999999999 moved> up>- re:([{*+?\\"
        for count in 0...text.count { _ = Filter(String(text.prefix(count))).passes(Self.sora) }
    }
}
