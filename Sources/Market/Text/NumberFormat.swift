/// Functions that format numbers for screens, messages and exports.
public enum NumberFormat {
    /// Returns a number with thousands separators: "627,000".
    public static func grouped(_ value: some BinaryInteger) -> String {
        let digits = String(value.magnitude)
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { grouped.append(",") }
            grouped.append(digit)
        }
        return value < 0 ? "-" + grouped : grouped
    }

    /// Returns a number with a noun in singular or plural: "1 source", "3 sources".
    public static func count(_ number: Int, _ noun: String) -> String {
        "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
    }

    /// Returns a number of chart entries: "1 entry", "100 entries".
    public static func entries(_ number: Int) -> String { "\(grouped(number)) \(number == 1 ? "entry" : "entries")" }
}
