/// A type that scans the digits and separators of a date, byte by byte.
struct DigitScanner {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = Substring(text).utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    /// Consumes `character` if it is next, and returns whether it was.
    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard let next = rest.first, UInt32(next) == character.value else { return false }
        rest.removeFirst()
        return true
    }

    mutating func skipDigits() {
        while let next = rest.first, (0x30...0x39).contains(next) { rest.removeFirst() }
    }

    /// Consumes a number with exactly `digits` digits and returns its value; `nil` if there are fewer.
    mutating func number(digits: Int) -> Int? {
        var value = 0
        for _ in 0..<digits {
            guard let next = rest.first, (0x30...0x39).contains(next) else { return nil }
            value = value * 10 + Int(next - 0x30)
            rest.removeFirst()
        }
        return value
    }

    /// Consumes a date such as `2026-03-10` and returns it; `nil` if there is no valid date.
    mutating func day() -> Day? {
        guard let year = number(digits: 4), skip("-"), let month = number(digits: 2), skip("-"),
            let day = number(digits: 2)
        else { return nil }
        return Day(year: year, month: month, day: day)
    }

    /// Consumes `Z`, `+02:00`, `-0700` or nothing, and returns the offset in seconds east of UTC; `nil` if there is
    /// anything else.
    mutating func zoneOffset() -> Int? {
        if isAtEnd || skip("Z") || skip("z") { return 0 }
        let sign = skip("-") ? -1 : 1
        if sign == 1 { guard skip("+") else { return nil } }
        guard let hours = number(digits: 2) else { return nil }
        _ = skip(":")
        guard let minutes = number(digits: 2), hours < 15, minutes < 60 else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }
}
