import TestSupport
import Testing

@testable import Input
@testable import TOML

@Suite("Positions of keys in TOML")
struct TOMLPositionsTests {
    private static let text = #"""
        # a = 1
        top = 1
        [archive] # [not]
        keep = "a # no comment" # but = this
          'quoted key' = 'c:\'
        "esc\u0061pe" = 2

        [[source]]
        from = """
        not = "a key"
        [[neither]] \"""
        """
        interval = "1m"
        [source.inner]
        deep.er = [ 1, "]", { x = 1, y.z = '}' }, # ] comment
          [2, 3],
        ]
        [[source]]
        from = '''
        it''s''''
        interval = 2025-01-01 00:00:00
        [ a . "b.c" ]
        "ünï" = 1
        """#

    @Test("the sample text for TOML positions is valid TOML")
    func isTOML() throws {
        let keys = try TOMLReader.read(Self.text, origin: "text") { $0.keys.sorted() }
        #expect(keys == ["a", "archive", "source", "top"])
    }

    @Test(
        "TOML keys, table headers, array elements and values have a line and column",
        arguments: [
            (["top"], 2, 1, 7), (["archive"], 3, 2, nil), (["archive", "keep"], 4, 1, 8),
            (["archive", "quoted key"], 5, 3, 18), (["archive", "escape"], 6, 1, 17), (["source"], 8, 3, nil),
            (["source", "0"], 8, 3, nil), (["source", "0", "from"], 9, 1, 8), (["source", "0", "interval"], 13, 1, 12),
            (["source", "0", "inner"], 14, 2, nil), (["source", "0", "inner", "deep", "er"], 15, 6, 11),
            (["source", "0", "inner", "deep", "er", "1"], 15, 16, 16),
            (["source", "0", "inner", "deep", "er", "2", "x"], 15, 23, 27),
            (["source", "0", "inner", "deep", "er", "2", "y", "z"], 15, 32, 36),
            (["source", "0", "inner", "deep", "er", "3", "1"], 16, 7, 7), (["source", "1"], 18, 3, nil),
            (["source", "1", "interval"], 21, 1, 12), (["a", "b.c"], 22, 3, nil),
            (["a", "b.c", "ünï"], 23, 1, 9),
        ] as [([String], Int, Int, Int?)]
    )
    func positions(path: [String], line: Int, column: Int, value: Int?) {
        let positions = TOMLPositions(of: Self.text)
        #expect(positions.key(path) == TextPosition(line: line, column: column), "\(path)")
        #expect(positions.value(path) == value.map { TextPosition(line: line, column: $0) }, "\(path)")
    }

    @Test("text in TOML comments and strings that looks like a key has no position")
    func otherText() {
        let positions = TOMLPositions(of: Self.text)
        for path in [["a"], ["but"], ["not"], ["neither"], ["source", "0", "not"], ["archive", "but"]] {
            #expect(positions.value(path) == nil, "\(path)")
        }
    }

    @Test("carriage returns and a byte order mark don't shift the positions of TOML keys and values")
    func lineEnds() {
        let positions = TOMLPositions(of: "\u{FEFF}a = 1\r\n[b]\r\nc = 2\r\n")
        #expect(positions.key(["a"]) == TextPosition(line: 1, column: 1))
        #expect(positions.value(["b", "c"]) == TextPosition(line: 3, column: 5))
    }

    @Test("scanning invalid TOML for positions terminates", arguments: [1, 2, 3] as [UInt64])
    func ends(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let alphabet: [Character] = ["[", "]", "{", "}", "=", ".", "\"", "'", "\\", "#", "\n", " ", ",", "a", "u", "1"]
        for _ in 0..<2000 {
            let text = String((0..<40).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] })
            _ = TOMLPositions(of: text)
        }
        _ = TOMLPositions(of: "a = " + String(repeating: "[", count: 100_000))
    }

    @Test(
        "an invalid TOML table header causes an error that gives its position",
        arguments: [
            ("[\n", 1, 2), ("[\na = 1\n", 1, 2), ("[[\n", 1, 3), ("[ \n", 1, 3), ("[#\n", 1, 2), ("[\r\n", 1, 2),
            ("[.a]\n", 1, 2), ("[é]\n", 1, 2), ("[[[a]]]\n", 1, 3), ("[ [a]]\n", 1, 3), ("[\u{1}]\n", 1, 2),
            ("\u{FEFF}[\n", 1, 2), ("a = 1\n[b]\n  [\n", 3, 4), ("s = \"\"\"\n[\n\"\"\"\n[\n", 4, 2),
            ("[\n  {\"name\": 1}\n]\n", 1, 2),
        ] as [(String, Int, Int)]
    )
    func invalidHeaders(text: String, line: Int, column: Int) {
        let error = #expect(throws: InputError.self) { try TOMLReader.read(text, origin: "c.toml") { _ in } }
        #expect(error?.description.hasPrefix("c.toml:\(line):\(column): invalid TOML: ") == true)
    }

    @Test(
        "brackets at the start of a line in TOML arrays and strings aren't read as table headers",
        arguments: [
            "a = [\n[\n1]]\n", "a = \"\"\"\n[\n\"\"\"\n", "a = '''\n[[\n'''\n", "a = [\n  [1],\n  [\n]]\n", "[\"\"]\n",
        ]
    )
    func brackets(text: String) throws { try TOMLReader.read(text, origin: "c.toml") { _ in } }
}
