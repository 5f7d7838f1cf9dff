import Simulation
import TestSupport
import Testing

@testable import Dashboard

@Suite("Regular expressions in filters")
struct FilterExpressionTests {
    @Test(
        "regular expressions in filters support the documented syntax and ignore case",
        arguments: [
            ("", "x", true), ("a", "banana", true), ("b", "aaa", false), ("SORA", "sora by openai", true),
            ("é", "CAFÉ", true), ("é", "CAFE\u{301}", true), ("e", "é", false), ("a.c", "abc", true),
            ("a.c", "ac", false), ("^a", "ba", false), ("a$", "ab", false), ("^$", "", true),
            ("^ab?c*$", "abccc", true),
            ("a+b", "caab", true), ("^(ab|cd)+$", "abcdab", true), ("^(ab|cd)+$", "abcda", false),
            ("^(?:a|b){2}$", "ab", true), ("^a{2,3}$", "aaaa", false), ("^a{,2}$", "aa", true),
            ("^a{2,}$", "aaaaa", true),
            ("^a{2,}$", "a", false), ("^a{0}b$", "b", true), ("^a*?b+?c??$", "aab", true), ("[a-c]x", "BX", true),
            ("[^a-c]x", "bx", false), ("[^a-c]x", "BX", false), ("[^a-c]x", "dx", true), ("[]a]", "]", true),
            ("[^]a]", "]a", false), ("[a-]", "-", true), ("[-a]", "-", true), ("[à-ü]", "É", true),
            ("[a-z]", "é", false),
            ("[\\d.]", "3", true), ("[\\D]", "3", false), ("[\\]]", "]", true), ("[+--]", ",", true),
            ("\\d{4}", "in 2025", true),
            ("\\d", "٣", true), ("\\D", "3", false), ("\\w", "日", true), ("\\w", "_", true), ("\\W", "a_1", false),
            ("a\\sb", "a b", true), ("\\S", " ", false), ("\\bai\\b", "open ai app", true),
            ("\\bai\\b", "openai", false),
            ("\\Bai", "openai", true), ("^日本.$", "日本語", true), ("^..$", "👨‍👩‍👧🇯🇵", true), ("👍", "👍🏽", false),
            ("\\.", "a", false), ("1\\+1", "1+1", true), ("c\\/d", "c/d", true), ("a{", "a{", false),
            ("a{x", "a{x", true),
            ("a{,}", "a{,}", true), ("a]}", "a]}", true), ("()a|", "b", true), ("(a|)b", "b", true),
            ("(a*)*b", "b", true),
            ("(a*)+$", "aab", true), ("((a?){3}){2}b", "aaaaaab", true), ("ß", "STRASSE", false), ("i̇", "İ", true),
        ]
    )
    func matches(pattern: String, text: String, isMatch: Bool) throws {
        guard let expression = try? FilterExpression(pattern) else {
            #expect(!isMatch, "\(pattern) is invalid")
            return
        }
        #expect(expression.matches(text) == isMatch)
    }

    @Test(
        "an invalid regular expression is rejected with a message that explains the error",
        arguments: [
            ("(", "missing \")\" for the \"(\" at character 1"),
            ("a(b(c)", "missing \")\" for the \"(\" at character 2"),
            ("(?", "missing \")\" for the \"(\" at character 1"), ("a)", "unmatched \")\" at character 2"),
            ("x[a-", "missing \"]\" for the \"[\" at character 2"),
            ("[]", "missing \"]\" for the \"[\" at character 1"),
            ("[", "missing \"]\" for the \"[\" at character 1"),
            ("a{2", "missing \"}\" for the \"{\" at character 2; use \\{ for a brace"),
            ("a\\", "nothing after \"\\\" at character 2; use \\\\ for a backslash"),
            ("*a", "quantifier \"*\" at character 1 has nothing to repeat"),
            ("a|{2}", "quantifier \"{2}\" at character 3 has nothing to repeat"),
            ("a**", "nested quantifier \"*\" at character 3; use ( ) around the first"),
            ("a*+", "nested quantifier \"+\" at character 3; use ( ) around the first"),
            ("a{3,2}", "reversed quantifier \"{3,2}\" at character 2; use {2,3}"),
            ("x[z-a]", "reversed range \"z-a\" at character 3; use a-z"),
            ("[a-\\d]", "invalid range \"a-\\d\" at character 2; end it with a single character"),
            ("a{1000}", "quantifier \"{1000}\" at character 2 is too large; use a smaller one"),
            ("(a{30}){30}", "quantifier \"{30}\" at character 8 is too large; use a smaller one"),
            (
                "a{99999999999999999999}",
                "quantifier \"{99999999999999999999}\" at character 2 is too large; use a smaller one"
            ),
            ("a{300}a{300}", "expression too large; use fewer or smaller quantifiers"),
            ("(.)\\1", "backreferences aren't supported in filters: \"\\1\" at character 4"),
            ("a(?=b)", "lookahead isn't supported in filters: \"(?=\" at character 2"),
            ("(?<!b)", "lookbehind isn't supported in filters: \"(?<!\" at character 1"),
            ("(?<n>b)", "named groups aren't supported in filters: \"(?<\" at character 1"),
            ("(?i)b", "options aren't supported in filters: \"(?i\" at character 1"),
            ("\\p{L}", "Unicode properties aren't supported in filters: \"\\p\" at character 1"),
            ("[[:alpha:]]", "named classes aren't supported in filters: \"[:\" at character 2"),
            ("a\\q", "unknown escape \"\\q\" at character 2; use \\\\ for a backslash"),
        ]
    )
    func problems(pattern: String, message: String) {
        let problem = #expect(throws: FilterExpression.Problem.self) { try FilterExpression(pattern) }
        #expect(problem?.message == "re: " + message)
    }

    @Test(
        "regular expressions that repeat the empty string compile and match",
        arguments: ["(){1000000000}", "((a{0}){99999999})*", "(()|()){99}"]
    )
    func nothing(pattern: String) throws { #expect(try FilterExpression(pattern).matches("b")) }

    @Test("groups in a regular expression can be nested up to the limit, but not deeper")
    func deep() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "(", count: depth) + "a" + String(repeating: ")", count: depth)
        }
        #expect(try FilterExpression(nested(ExpressionParser.maximumDepth)).matches("a"))
        #expect(throws: FilterExpression.Problem.self) { try FilterExpression(nested(100_000)) }
    }

    @Test("a regular expression searches text only up to the limit, where $ matches only if the text ends there")
    func cut() throws {
        let limit = FilterExpression.searchLimit
        let text = String(repeating: "a", count: limit)
        #expect(try FilterExpression("a$").matches(text))
        #expect(try !FilterExpression("a$").matches(text + "a"))
        #expect(try !FilterExpression("b").matches(text + "b"))
        #expect(try FilterExpression("a\\b").matches(text + " "))
    }

    @Test(
        "a regular expression search executes each instruction at most once per position",
        arguments: [
            "(.?){40}z", "(a|a){25}c", "(a+)+b", "(a*a*)*b", "((ab?)*){3,}c", "(.*)(.*)(.*)(.*)(.*)z", "(a?){60}a{60}b",
            "(a|aa|aaa)*b", "([a-z]+)*[A-Z]?1", "(((a*)*)*)*b", ".*.*.*.*.*.*.*.*.*=x", "(\\w+\\s?)*!",
        ]
    )
    func steps(pattern: String) throws {
        let expression = try FilterExpression(pattern)
        for text in [
            String(repeating: "a", count: 40), String(repeating: "ad ", count: 60),
            String(repeating: "a", count: 10_000),
        ] {
            let (isFound, steps) = expression.search(text)
            #expect(!isFound)
            let characters = min(text.count, FilterExpression.searchLimit)
            #expect(steps <= (characters + 1) * expression.program.instructions.count)
        }
    }

    @Test(
        "random regular expressions in filters match the same texts as Swift's Regex",
        arguments: [1, 2, 3, 4] as [UInt64]
    )
    func differential(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var compared = 0
        var found = 0
        for _ in 0..<500 {
            let pattern = Self.pattern(depth: 3, using: &generator)
            let regex: Regex<AnyRegexOutput>
            do {
                regex = try Regex(pattern).ignoresCase().wordBoundaryKind(.simple)
            } catch {
                continue
            }
            guard let expression = try? FilterExpression(pattern) else {
                Issue.record("seed \(seed): \(pattern) is valid for Regex only")
                continue
            }
            for _ in 0..<10 {
                let count = Int.random(in: 0...7, using: &generator)
                let text = String((0..<count).map { _ in "abABé1 _".randomElement(using: &generator) ?? "a" })
                let isMatch = text.firstMatch(of: regex) != nil
                #expect(expression.matches(text) == isMatch, "seed \(seed): \(pattern) in \"\(text)\"")
                compared += 1
                found += isMatch ? 1 : 0
            }
        }
        // Both matches and mismatches must be frequent enough.
        #expect(
            compared > 3000 && found > compared / 10 && found < compared * 9 / 10,
            "seed \(seed): \(found) of \(compared)"
        )
    }

    private static func pattern(depth: Int, using generator: inout SeededGenerator) -> String {
        let atoms = [
            "a", "b", "B", "é", "1", " ", ".", "[ab]", "[^a]", "[^b1é]", "[a-é]", "\\d", "\\D", "\\w", "\\W", "\\s",
            "\\S",
            "[\\d_]", "[^\\w]",
        ]
        let assertions = ["^", "$", "\\b", "\\B"]
        let repeats = ["*", "+", "?", "{2}", "{1,}", "{0,2}", "{,1}", "{1,3}", "*?", "+?", "??", "{2,3}?", "{0}"]
        func random(_ texts: [String]) -> String { texts.randomElement(using: &generator) ?? "" }
        guard depth > 0 else { return random(atoms) }
        func part() -> String { pattern(depth: depth - 1, using: &generator) }
        switch Int.random(in: 0..<10, using: &generator) {
        case 0...2: return part() + part()
        case 3: return random(atoms) + random(repeats) + part()
        case 4: return "(\(part())|\(part()))"
        case 5, 6: return "(\(part()))" + random(repeats)
        case 7: return "(?:\(part())|\(random(["", "a"])))" + random(repeats)
        case 8: return random(assertions) + part()
        default: return part() + random(assertions)
        }
    }
}
