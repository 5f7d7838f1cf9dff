import TestSupport
import Testing
import TimeSeries

@Suite("Daily values")
struct DailyValuesTests {
    private static func decoded(_ bytes: [UInt8]) -> DailyValues? {
        bytes.withUnsafeBytes { DailyValues(decoding: $0) }
    }

    @Test("values of any days and sizes are encoded and decoded")
    func roundTrip() {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<200 {
            var values = DailyValues()
            for _ in 0..<Int.random(in: 0...40, using: &generator) {
                let bits = Int64.random(in: 0...62, using: &generator)
                values[Int.random(in: 0..<32, using: &generator)] =
                    Int64.random(in: -(1 << bits)...(1 << bits), using: &generator)
            }
            #expect(Self.decoded(values.encoded) == values)
        }
        var values = DailyValues()
        for (day, value) in [Int64.min, .max, 0, -1, 1].enumerated() { values[day * 7] = value }
        #expect(Self.decoded(values.encoded) == values && values.count == 5 && values[1] == nil && values[28] == 1)
    }

    @Test("a small count takes one byte")
    func size() {
        var values = DailyValues()
        for day in 0..<32 { values[day] = 63 }
        #expect(values.encoded.count == 36)
    }

    @Test(
        "damaged bytes can't be decoded",
        arguments: [
            [], [1, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0, 0x80], [1, 0, 0, 0, 1, 1], [UInt8](repeating: 0xFF, count: 40),
        ]
    )
    func damage(bytes: [UInt8]) { #expect(Self.decoded(bytes) == nil) }
}
