import Market
import TestSupport
import Testing

@testable import ClickHouse

@Suite("RowBinary")
struct RowBinaryTests {
    @Test("values are encoded as in the format's documentation, and decoded")
    func values() throws {
        var writer = RowBinaryWriter()
        writer.add(UInt16(0x0102))
        writer.add("aé")
        writer.add(optional: Int64?.none) { $0.add($1) }
        writer.add(optional: "x") { $0.add($1) }
        writer.add(["a", ""])
        writer.add(0.5)
        #expect(
            writer.bytes == [2, 1, 3, 0x61, 0xC3, 0xA9, 1, 0, 1, 0x78, 2, 1, 0x61, 0, 0, 0, 0, 0, 0, 0, 0xE0, 0x3F]
        )
        var reader = RowBinaryReader(writer.bytes)
        #expect(try reader.read(UInt16.self) == 0x0102)
        #expect(try reader.readText() == "aé")
        let none = try reader.readOptional { row throws(RowBinaryReader.Truncated) in try row.read(Int64.self) }
        #expect(none == nil)
        #expect(try reader.readOptional { row throws(RowBinaryReader.Truncated) in try row.readText() } == "x")
        #expect(
            try reader.readArray { row throws(RowBinaryReader.Truncated) in try row.readText() } == ["a", ""]
        )
        #expect(try reader.readDouble() == 0.5)
        #expect(reader.isAtEnd)
    }

    @Test("a text of 300 bytes has a length of two bytes")
    func longText() throws {
        let text = String(repeating: "x", count: 300)
        let bytes = RowBinaryWriter.encoded(text)
        #expect(bytes.count == 302 && bytes.prefix(2) == [0xAC, 0x02])
        var reader = RowBinaryReader(bytes)
        #expect(try reader.readText() == text)
    }

    @Test(
        "bytes that end in the middle of a value are an error",
        arguments: [[], [5, 0x61], [0x80], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0x03]] as [[UInt8]]
    )
    func truncated(bytes: [UInt8]) {
        var reader = RowBinaryReader(bytes)
        #expect(throws: RowBinaryReader.Truncated.self) { try reader.readText() }
        var list = RowBinaryReader(bytes)
        #expect(throws: RowBinaryReader.Truncated.self) {
            try list.readArray { row throws(RowBinaryReader.Truncated) in try row.readText() }
        }
    }
}

@Suite("Days of a count as text")
struct DayListTests {
    @Test(
        "consecutive days are a range",
        arguments: [
            (["2026-03-01"], "2026-03-01"),
            (["2026-02-28", "2026-03-01", "2026-03-02", "2026-03-04"], "2026-02-28..2026-03-02,2026-03-04"),
        ]
    )
    func ranges(days: [String], text: String) {
        let days = days.map { Fixtures.day($0) }
        #expect(DayList.text(days) == text)
        #expect(DayList.days(text) == days)
    }

    @Test(
        "invalid days and endless ranges are rejected",
        arguments: ["", "x", "2026-03-02..2026-03-01", "0001-01-01..9999-01-01"]
    )
    func invalid(text: String) { #expect(DayList.days(text) == nil) }
}
