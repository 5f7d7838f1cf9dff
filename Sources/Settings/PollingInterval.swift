/// The polling intervals that are allowed in the config file and on the command line.
public enum PollingInterval {
    /// A description of the valid intervals, used in errors.
    public static let expected = "a duration from 10s to 7d, such as 15m"

    private static let range: ClosedRange<Int64> = 10...604_800
    private static let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]

    /// Returns the length in seconds of an interval such as `15m`, `90s` or `1h30m`, or `nil` if the interval isn't
    /// valid.
    public static func seconds(_ text: String) -> Int64? {
        var seconds: Int64 = 0
        var rest = Substring(text)
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest.removeFirst(digits.count)
            guard digits.count <= 6, let count = Int64(digits), let unit = rest.popFirst().flatMap({ units[$0] }) else {
                return nil
            }
            seconds += count * unit
            guard seconds <= range.upperBound else { return nil }
        }
        return range.contains(seconds) ? seconds : nil
    }
}
