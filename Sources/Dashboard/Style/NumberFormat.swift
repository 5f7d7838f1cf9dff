public import Market

extension NumberFormat {
    /// Returns a number as text: "627,000" for whole numbers, "3.14" for others.
    static func plain(_ value: Double) -> String {
        guard value.magnitude < 1e15 else { return "\(value)" }
        return value == value.rounded() ? grouped(Int64(value)) : fixed(value, decimals: 2)
    }

    /// Returns a number with one decimal if it's below a thousand and the decimal isn't zero: "13.4", "8", "1,200".
    static func tenths(_ value: Double) -> String {
        let tenths = (value * 10).rounded() / 10
        guard tenths.magnitude < 1000, tenths != tenths.rounded() else { return plain(tenths.rounded()) }
        return fixed(tenths, decimals: 1)
    }

    /// Returns a range with one decimal: "13.4–15.2", or one number if both bounds have the same text.
    static func tenths(_ range: ClosedRange<Double>) -> String {
        let (minimum, maximum) = (tenths(range.lowerBound), tenths(range.upperBound))
        return minimum == maximum ? minimum : "\(minimum)–\(maximum)"
    }

    /// Returns a number with two significant digits: "0.012", "3.5", "340,000".
    static func brief(_ value: Double) -> String {
        let rounded = twoDigits(value)
        guard rounded < 10, rounded != rounded.rounded() else { return plain(rounded) }
        return "\(rounded)"
    }

    /// Returns a range with two significant digits: "0.0092–0.012", or one number if both bounds have the same text.
    static func brief(_ range: ClosedRange<Double>) -> String {
        let (minimum, maximum) = (brief(range.lowerBound), brief(range.upperBound))
        return minimum == maximum ? minimum : "\(minimum)–\(maximum)"
    }

    /// Returns a number with at most four digits, with a suffix for 1,000 and above: "107.8k", "1.2M", "1.2B", "950".
    public static func short(_ value: Double) -> String {
        // A value that would round up to 1000 of one unit uses the next unit.
        for (limit, suffix) in [(1e9, "B"), (1e6, "M"), (1e3, "k")] where value >= limit * 0.99995 {
            let scaled = value / limit
            let isShort = scaled >= 100 && scaled == scaled.rounded()
            var text = isShort ? String(Int(scaled)) : fixed(scaled, decimals: 1)
            if text.hasSuffix(".0") { text.removeLast(2) }
            return text + suffix
        }
        return plain(value)
    }

    /// Returns a number in at most four characters: "108k", "1.2M", "98k", "950".
    static func shortest(_ value: Double) -> String {
        for (limit, suffix) in [(1e9, "B"), (1e6, "M"), (1e3, "k")] where value >= limit * 0.9995 {
            let scaled = value / limit
            guard scaled < 9.95 else { return "\(Int64(min(1e15, scaled.rounded())))\(suffix)" }
            let text = fixed(scaled, decimals: 1)
            return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + suffix
        }
        return plain(value.rounded())
    }

    /// Returns a mean with three significant digits: "6.43M", "92.9k", "470k". A mean below a thousand is a whole
    /// number, "312", and a mean below ten has one decimal, "4.5".
    static func mean(_ value: Double) -> String {
        for (limit, suffix) in [(1e9, "B"), (1e6, "M"), (1e3, "k")] where value >= limit * 0.9995 {
            let scaled = value / limit
            if scaled >= 99.95 { return grouped(Int64(min(1e15, scaled.rounded()))) + suffix }
            var text = fixed(scaled, decimals: scaled < 9.995 ? 2 : 1)
            while text.hasSuffix("0") { text.removeLast() }
            return (text.hasSuffix(".") ? String(text.dropLast()) : text) + suffix
        }
        let text = value.magnitude < 9.95 ? fixed(value, decimals: 1) : grouped(Int64(value.rounded()))
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// Returns a range of means: "6.43M–9.29M", one number if both bounds have the same text, "≤5k" if the lower bound
    /// is zero.
    static func mean(_ range: ClosedRange<Double>) -> String {
        let (minimum, maximum) = (mean(range.lowerBound), mean(range.upperBound))
        if minimum == maximum { return minimum }
        return minimum == "0" ? "≤\(maximum)" : "\(minimum)–\(maximum)"
    }

    /// Returns a number rounded to two significant digits, the precision of a model's output.
    static func twoDigits(_ value: Double) -> Double {
        guard value > 0, value.isFinite, value.magnitude < 1e15, value > 1e-9 else { return value }
        var unit = 1.0
        while value / unit >= 99.5 { unit *= 10 }
        var parts = 1.0
        while unit == 1, value * parts < 9.95 { parts *= 10 }
        return (value / unit * parts).rounded() * unit / parts
    }

    /// Returns a number rounded to a whole number with three significant digits, the precision of an interpolated total.
    static func threeDigits(_ value: Double) -> Double {
        guard value.isFinite, value.magnitude < 1e15 else { return value }
        var unit = 1.0
        while value.magnitude / unit >= 999.5 { unit *= 10 }
        return (value / unit).rounded() * unit
    }

    /// Returns a range as text: "444,100–458,200", or one number if the bounds are equal.
    static func range(_ range: ClosedRange<Double>) -> String {
        range.lowerBound == range.upperBound
            ? plain(range.lowerBound) : "\(plain(range.lowerBound))–\(plain(range.upperBound))"
    }

    /// Returns a range with suffixes: "444.1k–458.2k", or one number if both bounds have the same text.
    static func shortRange(_ range: ClosedRange<Double>) -> String {
        let (minimum, maximum) = (short(range.lowerBound), short(range.upperBound))
        return minimum == maximum ? minimum : "\(minimum)–\(maximum)"
    }

    /// Returns the progress toward a goal as text: "63%", "63–71%". It's 100% only if the goal is reached.
    ///
    /// - Parameter share: The lower and upper bounds of the share that is reached; 1 is the goal.
    static func progress(_ share: ClosedRange<Double>) -> String {
        let (minimum, maximum) = (reached(share.lowerBound), reached(share.upperBound))
        return minimum == maximum ? "\(minimum)%" : "\(minimum)–\(maximum)%"
    }

    private static func reached(_ share: Double) -> Int {
        let percent = min(100, max(0, share * 100))
        return percent < 100 ? min(99, Int(percent.rounded())) : 100
    }

    /// Returns a share as a percentage: "96%" for 0.96; `·` if it's too large to show.
    static func percent(_ share: Double) -> String {
        share.magnitude < 1e9 ? "\(grouped(Int64((share * 100).rounded())))%" : Symbol.noData
    }

    private static func fixed(_ value: Double, decimals: Int) -> String {
        let scale = decimals == 1 ? 10.0 : 100.0
        let scaled = Int64((value.magnitude * scale).rounded())
        let fraction = String(scaled % Int64(scale))
        let padded = String(repeating: "0", count: decimals - fraction.count) + fraction
        return "\(value < 0 ? "-" : "")\(scaled / Int64(scale)).\(padded)"
    }
}

extension Observation {
    /// The figure's value with the mark for its kind, such as `~56,000` or `“≥1,000,000`; for a rank, `#` and the rank.
    var figure: String {
        if metric == .rank { return "#\(Int(value))" }
        return "\(kind.mark)\(isAtLeast ? "≥" : "")\(NumberFormat.plain(value))"
    }
}
