import Foundation
import Market

/// How the settings write lengths of time, amounts and places.
enum SettingText {
    /// `15m`, `90s`, `1h30m`, in seconds, from 10 s to 7 d.
    static func interval(_ text: String) -> Int64? {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
        var seconds: Int64 = 0
        var rest = Substring(text)
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest.removeFirst(digits.count)
            guard digits.count <= 6, let count = Int64(digits), let unit = rest.popFirst().flatMap({ units[$0] }) else {
                return nil
            }
            seconds += count * unit
            guard seconds <= 604_800 else { return nil }
        }
        return seconds >= 10 ? seconds : nil
    }

    /// `36h`, `400d`, `52w`, in seconds; at least an hour. `forever` is `.some(nil)`.
    static func keeping(_ text: String) -> Int64?? {
        if text == "forever" { return .some(nil) }
        let units: [Character: Int64] = ["h": 3600, "d": 86_400, "w": 604_800]
        guard let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()), count > 0 else {
            return nil
        }
        let (seconds, isTooLong) = count.multipliedReportingOverflow(by: unit)
        // Two kinds of nothing: no length of time, and no end of it.
        return isTooLong ? nil : .some(.some(seconds))
    }

    /// `500MB`, `1GB`: powers of 1,000, as disks are sold; the default, 1,024 to the third, is `1GiB`.
    static func bytes(_ text: String) -> Int? {
        let units = ["MB": 1_000_000, "GB": 1_000_000_000, "MiB": 1 << 20, "GiB": 1 << 30]
        let number = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(number.count).trimmingCharacters(in: .whitespaces)
        guard let unit = units[unit], let count = Int(number), count > 0 else { return nil }
        let (bytes, isTooMuch) = count.multipliedReportingOverflow(by: unit)
        return isTooMuch ? nil : bytes
    }

    /// `env:NAME` or `file:PATH`, as they stand.
    static func authorization(_ text: String, in location: SettingsLocation) -> Authorization? {
        if text.hasPrefix("env:") {
            let name = text.dropFirst(4)
            let isLegal = name.utf8.enumerated().allSatisfy { location, byte in
                (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F || (location > 0 && (0x30...0x39).contains(byte))
            }
            return isLegal && (1...255).contains(name.utf8.count) ? .environment(String(name)) : nil
        }
        guard text.hasPrefix("file:"), text.utf8.count > 5 else { return nil }
        return .file(location.path(String(text.dropFirst(5))))
    }
}
