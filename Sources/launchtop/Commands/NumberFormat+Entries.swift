import Dashboard
import Market

extension NumberFormat {
    /// Returns a number of chart entries: "1 entry", "100 entries".
    static func entries(_ number: Int) -> String { "\(grouped(number)) \(number == 1 ? "entry" : "entries")" }
}
