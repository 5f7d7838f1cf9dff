import Foundation
import Market

/// Functions that parse durations, sizes and secret locations in the settings.
enum SettingText {
    /// Returns the length in seconds of a retention period such as `36h`, `400d` or `52w`; the minimum is an hour.
    /// Returns `.some(nil)` for `forever`, and `nil` for invalid text.
    static func keeping(_ text: String) -> Int64?? {
        if text == "forever" { return .some(nil) }
        let units: [Character: Int64] = ["h": 3600, "d": 86_400, "w": 604_800]
        guard let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()), count > 0 else {
            return nil
        }
        let (seconds, isTooLong) = count.multipliedReportingOverflow(by: unit)
        // `nil` is an invalid duration, `.some(nil)` an unlimited one.
        return isTooLong ? nil : .some(.some(seconds))
    }

    /// Returns the number of bytes in a size such as `500MB` or `1GiB`. MB and GB are powers of 1,000; MiB and GiB are
    /// powers of 1,024. Returns `nil` for invalid text.
    static func bytes(_ text: String) -> Int? {
        let units = ["MB": 1_000_000, "GB": 1_000_000_000, "MiB": 1 << 20, "GiB": 1 << 30]
        let number = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(number.count).trimmingCharacters(in: .whitespaces)
        guard let unit = units[unit], let count = Int(number), count > 0 else { return nil }
        let (bytes, isTooMuch) = count.multipliedReportingOverflow(by: unit)
        return isTooMuch ? nil : bytes
    }

    /// Parses the location of a secret, `env:NAME` or `file:PATH`. Returns `nil` for any other text.
    static func authorization(_ text: String, in location: SettingsLocation) -> Authorization? {
        if text.hasPrefix("env:") {
            let name = text.dropFirst(4)
            let isValid = name.utf8.enumerated().allSatisfy { index, byte in
                (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F || (index > 0 && (0x30...0x39).contains(byte))
            }
            return isValid && (1...255).contains(name.utf8.count) ? .environment(String(name)) : nil
        }
        guard text.hasPrefix("file:"), text.utf8.count > 5 else { return nil }
        return .file(location.path(String(text.dropFirst(5))))
    }
}
