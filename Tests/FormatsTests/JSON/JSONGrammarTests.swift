import Foundation
import TestSupport
import Testing

@testable import Formats
@testable import Input

/// Tests of valid and invalid JSON according to RFC 8259.
@Suite("JSON grammar")
struct JSONGrammarTests {
    private func isRead(_ bytes: [UInt8]) -> Bool {
        (try? JSONBody.read(Document(origin: "f", body: Data(bytes))) { _ in true }) ?? false
    }

    static let valid = [
        "[]", "{}", "0", "-0", "1", "-1", "10", "0.5", "1e5", "1E+5", "1e-5", "-1.5e3", "\"\"", "\"a\"", "true",
        "false",
        "null", " [ ] ", "\t{\n}\r", "[1,2]", "[[[]]]", "{\"a\":1}", "{\"\":0}", "{\"a\":{\"b\":[]}}",
        "[null,true,false]",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\u0041\"", "\"\\u0000\"", "\"\\ud83d\\ude00\"", "\"\\uD83D\\uDE00\"",
        "\"\u{7F}\"", "\"\u{2028}\"", "\"😀\"", "\"\u{FFFF}\"", "{\"a\":1,\"a\":2}", "9223372036854775807",
        "-9223372036854775808", "18446744073709551615", "0.1e1", "123.456e-7", "[1 , 2]", "{\"a\" : 1}", "\"\\u00e9\"",
        "1.7976931348623157e308", "5e-324", "1e-400", "1e400", "-1e400", "99999999999999999999",
        "123456789012345678901234567890",
    ]

    static let invalid = [
        "", " ", "[", "]", "{", "}", "[1", "{\"a\"", "{\"a\":", "{\"a\":1", "\"", "\"a", "[,]", "[1,]", "[,1]",
        "[1,,2]",
        "{,}", "{\"a\":1,}", "{\"a\" 1}", "{a:1}", "{'a':1}", "{1:1}", "{null:1}", "{\"a\":1 \"b\":2}", "{\"a\"::1}",
        "[1 2]",
        "[1}", "{\"a\":1]", "[]]", "{}}", "[] []", "1 2", "nul", "nulll", "True", "FALSE", "tru", "NaN", "nan",
        "Infinity",
        "-Infinity", "inf", "undefined", "01", "-01", "00", "+1", ".5", "1.", "-.5", "1.e5", "1e", "1e+", "1e5.5",
        "0x10", "1_000",
        "--1", "-", "- 1", "1a", "'a'", "\"a\nb\"", "\"a\tb\"", "\"\u{0}\"", "\"\u{1F}\"", "\"\\x41\"", "\"\\'\"",
        "\"\\a\"",
        "\"\\u12\"", "\"\\u12G4\"", "\"\\U0041\"", "\"\\", "\"\\\"", "// a\n[]", "[/* a */]", "[]#", "\u{FEFF}",
        "\u{A0}[]",
        "\u{2003}[]", "[\u{B}]", "[\u{C}]", "<a>", "(1)", "[1]x", "{\"a\":\"b\"}/", "{\"a\":b}", "[a]", "[\"a\",\n",
        "[\"\"a]",
        "*", "&", ";", "[;]", "{\"a\",1}",
        "{[]:1}", "\"a\" \"b\"", ":", ",",
    ]

    @Test("valid JSON is accepted", arguments: valid)
    func good(text: String) { #expect(isRead(Array(text.utf8))) }

    @Test("invalid JSON is rejected with an error", arguments: invalid)
    func bad(text: String) {
        #expect(!isRead(Array(text.utf8)))
        for body in ["{\"feed\":\(text)}", "[{\"appId\":\(text)}]", "{\"rank\":1,\"app\":\(text)}\n"] {
            #expect(throws: InputError.self) {
                try SnapshotDecoder.decode(Document(origin: "f", body: Data(body.utf8)))
            }
        }
    }

    static let invalidBytes: [(name: String, bytes: [UInt8])] = [
        ("lone continuation", [0x22, 0x80, 0x22]), ("cut sequence", [0x22, 0xE3, 0x81, 0x22]),
        ("overlong slash", [0x22, 0xC0, 0xAF, 0x22]), ("overlong NUL", [0x22, 0xC0, 0x80, 0x22]),
        ("surrogate in UTF-8", [0x22, 0xED, 0xA0, 0x80, 0x22]),
        ("beyond Unicode", [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22]),
        ("byte FF", [0x22, 0xFF, 0x22]), ("five bytes", [0x22, 0xF8, 0x88, 0x80, 0x80, 0x80, 0x22]),
        ("Latin-1", [0x22, 0xE9, 0x22]), ("UTF-16", [0xFF, 0xFE, 0x5B, 0x00, 0x5D, 0x00]),
        ("UTF-32", [0xFF, 0xFE, 0, 0, 0x5B, 0, 0, 0, 0x5D, 0, 0, 0]), ("NUL after the end", [0x5B, 0x5D, 0x00]),
        ("NUL before the start", [0x00, 0x5B, 0x5D]), ("half a mark", [0xEF, 0xBB, 0x5B, 0x5D]),
        ("two marks", [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, 0x5B, 0x5D]), ("byte FF alone", [0xFF]),
    ]

    @Test("JSON in invalid UTF-8, in UTF-16 or UTF-32, or with stray NUL bytes is rejected", arguments: invalidBytes)
    func bytes(name: String, bytes: [UInt8]) { #expect(!isRead(bytes), "\(name)") }

    @Test("a UTF-8 byte order mark before JSON is skipped")
    func mark() { #expect(isRead([0xEF, 0xBB, 0xBF, 0x5B, 0x5D])) }

    @Test("JSON nested beyond the limit of 1,024 levels is rejected")
    func depth() throws {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let deep = { (levels: Int) in
                String(repeating: open, count: levels) + "1" + String(repeating: close, count: levels)
            }
            #expect(isRead(Array(deep(1000).utf8)))
            for levels in [1100, 100_000] {
                let error = try #require(throws: InputError.self) {
                    try JSONBody.read(Document(origin: "f", body: Data(deep(levels).utf8))) { _ in }
                }
                #expect(error.description == "f: nesting exceeds the limit of 1024 levels")
            }
        }
    }

    @Test("the values of a JSON document are found by key and by iteration")
    func walk() throws {
        let text = "{\"a\":[1,[],{},\"x\",null],\"b\":{\"c\":-5,\"d\":1.5},\"e\":18446744073709551615,\"f\":\"\"}"
        try JSONBody.read(Document(origin: "f", body: Data(text.utf8))) { root in
            #expect(root.members.map { String(decoding: $0.name, as: UTF8.self) } == ["a", "b", "e", "f"])
            let list = Array(root.member("a")!.elements)
            #expect(list.map(\.kind) == [.number, .list, .object, .text, .null])
            #expect(list[0].integer == 1 && list[3].text == "x" && Array(list[1].elements).isEmpty)
            #expect(root.member("b")?.member("c")?.integer == -5)
            #expect(root.member("b")?.member(named: "d")?.integer == nil)
            #expect(root.member("e")?.textOrNumber == "18446744073709551615" && root.member("e")?.integer == nil)
            #expect(root.member("f")?.text == "" && root.member("g") == nil && root.member("a")?.member("b") == nil)
        }
    }

    @Test("JSON numbers keep their spelling, up to 64 characters")
    func literals() throws {
        let text =
            #"{"a":1.70,"1.5 \" {[7.5":"2.5","b":[-0,3,1e3,{"c":1700000001.0}],"d":-0.0,"e":1.7E+09,"f":12,"g":0.1}"#
        try JSONBody.read(Document(origin: "f", body: Data(text.utf8))) { root in
            #expect(root.member("a")?.textOrNumber == "1.70")
            let list = Array(root.member("b")!.elements)
            #expect(list[1].textOrNumber == "3" && list[2].textOrNumber == "1e3")
            #expect(list[3].member("c")?.textOrNumber == "1700000001.0")
            #expect(root.member("d")?.textOrNumber == "-0.0" && root.member("e")?.textOrNumber == "1.7E+09")
            #expect(root.member("f")?.textOrNumber == "12" && root.member("g")?.textOrNumber == "0.1")
        }
        let long = "[0." + String(repeating: "1", count: 200) + ",2.5]"
        try JSONBody.read(Document(origin: "f", body: Data(long.utf8))) { root in
            #expect(Array(root.elements).map { $0.textOrNumber?.count } == [64, 3])
        }
        let many = "[" + (0..<5000).map { "\($0).25,\"\($0).5\"" }.joined(separator: ",") + "]"
        try JSONBody.read(Document(origin: "f", body: Data(many.utf8))) { root in
            let expected = (0..<5000).flatMap { ["\($0).25", "\($0).5"] }
            #expect(Array(root.elements).map(\.textOrNumber) == expected)
        }
    }

    @Test(
        "a whole number in JSON may have a zero fraction or be a string",
        arguments: [
            ("2", 2), ("2.0", 2), ("\"2\"", 2), ("\"2.0\"", 2), ("2.00", 2), ("-3.0", -3), ("2.5", nil), ("1e3", nil),
            ("\"\"", nil), ("\"2.\"", nil), ("null", nil), ("true", nil), ("[2]", nil), ("1e400", nil),
        ] as [(String, Int64?)]
    )
    func wholeNumbers(text: String, value: Int64?) {
        let read = try? JSONBody.read(Document(origin: "f", body: Data("[\(text)]".utf8))) { root in
            root.elements.first { _ in true }?.wholeNumber
        }
        #expect((read ?? nil) == value)
    }
}
