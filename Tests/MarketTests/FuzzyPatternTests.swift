import Market
import TestSupport
import Testing

@Suite("Fuzzy matching")
struct FuzzyPatternTests {
    private func score(_ query: String, _ text: String) -> Int? { FuzzyPattern(query).score(FuzzyText(text)) }

    /// Returns the text with the matched characters in brackets.
    private func marked(_ query: String, _ text: String) -> String {
        let positions = FuzzyPattern(query).positions(in: text.unicodeScalars)
        return text.unicodeScalars.enumerated().map { positions.contains($0) ? "[\($1)]" : "\($1)" }.joined()
            .replacing("][", with: "")
    }

    @Test(
        "a fuzzy pattern matches letters in order, at the starts of words or next to each other",
        arguments: [
            ("sora", "Sora by OpenAI", "[Sora] by OpenAI"), ("soa", "Sora", "[So]r[a]"),
            ("cgp", "ChatGPT", "[C]hat[GP]T"), ("SBO", "Sora by OpenAI", "[S]ora [b]y [O]penAI"),
            ("gpt4", "ChatGPT 4o", "Chat[GPT] [4]o"), ("openai", "Sora by Open AI", "Sora by [Open] [AI]"),
            ("cafe zur", "Café Zürich", "[Café] [Zür]ich"), ("usgames", "US Top Free, Games", "[US] Top Free, [Games]"),
            ("games us", "US Top Free, Games", "[US] Top Free, [Games]"),
            ("日記", "Mint Weather 日記", "Mint Weather [日記]"),
            ("пикс", "Фото Пиксель", "Фото [Пикс]ель"), ("photo and", "Photo & Video", "[Photo] [&] Video"),
            ("tree", "Trees", "[Tree]s"), ("ree", "Trees and Reef", "Trees and [Ree]f"),
        ]
    )
    func matches(query: String, text: String, expected: String) {
        #expect(score(query, text) != nil)
        #expect(marked(query, text) == expected)
    }

    @Test(
        "a fuzzy pattern doesn't match scattered, missing or disordered letters",
        arguments: [
            ("sora", "message box: ruby data"), ("soraa", "Sora"), ("aros", "Sora"), ("gpt sora", "ChatGPT"),
            ("記日", "Mint Weather 日記"), ("音", "日記"), ("x", ""), ("", "Sora"), ("!?", "Sora"), (" ", "Sora"),
        ]
    )
    func differs(query: String, text: String) {
        #expect(score(query, text) == nil)
        #expect(marked(query, text) == text)
    }

    @Test(
        "a fuzzy pattern scores whole words and word starts higher than other matches",
        arguments: [
            ("mint", ["Mint", "Mint Weather", "Peppermint"]),
            ("us", ["US", "US Top Free", "Music"]),
            ("gpt", ["GPT", "GPT Chat", "ChatGPT", "Great Photo Tool"]),
            ("nova p", ["Nova Planner", "Nova Sleep", "Supernova Pro"]),
        ]
    )
    func order(query: String, texts: [String]) {
        let sorted = texts.reversed().sorted { (score(query, $0) ?? 0) > (score(query, $1) ?? 0) }
        #expect(sorted == texts)
    }

    @Test("text prepared for fuzzy matching has the same letters as folded text")
    func folding() {
        for text in [
            "ChatGPT: AI & More", "Café Zürich", "e\u{301}clair", "日記 – Daily", "İstanbul", "ΣΊΣΥΦΟΣ", "👩‍👩‍👧 Fam",
        ] {
            #expect(String(decoding: FuzzyText(text).bytes, as: UTF8.self) == FoldedText.folded(text), "\(text)")
        }
    }

    @Test(
        "if a fuzzy pattern matches random text, the matched positions spell the pattern",
        arguments: [UInt64(1), 2, 3]
    )
    func consistency(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let letters = Array("aAbBé日 -7&")
        func text(_ length: ClosedRange<Int>) -> String {
            String(
                (0..<Int.random(in: length, using: &generator)).map { _ in
                    letters.randomElement(using: &generator) ?? "a"
                }
            )
        }
        for _ in 0..<5000 {
            let (query, name) = (text(1...4), text(0...12))
            let pattern = FuzzyPattern(query)
            let positions = pattern.positions(in: name.unicodeScalars)
            #expect((pattern.score(FuzzyText(name)) != nil) == !positions.isEmpty, "\(query) in \(name)")
            guard !query.contains(" "), !positions.isEmpty else { continue }
            let scalars = Array(name.unicodeScalars)
            let found = String(String.UnicodeScalarView(positions.sorted().map { scalars[$0] }))
            #expect(
                FoldedText.folded(found).contains(FoldedText.folded(query)) || (query + name).contains("&"),
                "\(query) in \(name)"
            )
        }
    }

    @Test("fuzzy matching limits the length of queries and texts")
    func bounds() {
        let long = String(repeating: "a", count: 100_000)
        #expect(score(long, long) == nil)
        #expect(score("a", long) != nil)
        #expect(score(String(repeating: "a ", count: 500), long) != nil)
    }
}
