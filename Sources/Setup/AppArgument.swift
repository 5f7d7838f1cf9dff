import Foundation
package import Market

/// An app on the command line: an id such as `1559935726` or `com.example.app`, or the URL of a store page.
package enum AppArgument {
    /// The maximum length of an app's name in characters.
    private static let nameLimit = 200

    /// Returns whether an argument looks like an app (a number, a package name or a store URL) and isn't the path of an
    /// existing file.
    package static func isApp(_ text: String) -> Bool {
        guard !FileManager.default.fileExists(atPath: text) else { return false }
        if text.contains("apps.apple.com/") || text.contains("play.google.com/store/apps/") { return true }
        if number(in: text) != nil { return true }
        // A name such as charts.json is a file, which may be missing.
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count > 2 && !text.contains { "/:*".contains($0) } && (try? AppID.parse(text)) != nil
            && !["json", "csv", "tsv", "txt", "xml", "gz", "zip", "tar", "sqlite"].contains(parts.last?.lowercased())
    }

    /// Returns the app that an argument names.
    ///
    /// - Throws: An error if the id is invalid.
    package static func app(_ text: String) throws(InvalidText) -> AppID { try AppID.parse(number(in: text) ?? text) }

    /// Returns what is wrong with a name for an app; `nil` if it's valid.
    package static func problem(withName name: String) -> String? {
        if name.allSatisfy(\.isWhitespace) { return "empty name" }
        if name.count > nameLimit { return "name is longer than \(nameLimit) characters" }
        let control = name.unicodeScalars.first { $0.properties.generalCategory == .control }
        return control.map { "name contains the control character U+\(String($0.value, radix: 16, uppercase: true))" }
    }

    /// Returns the digits of a number such as `1559935726` or `id1559935726`; `nil` for any other text.
    private static func number(in text: String) -> String? {
        let digits = text.lowercased().hasPrefix("id") ? text.dropFirst(2) : text[...]
        return !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isNumber } ? String(digits) : nil
    }
}
