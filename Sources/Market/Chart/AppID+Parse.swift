extension AppID {
    /// Parses an app id in any form that people, spreadsheets and collectors use. All formats, settings, filters and
    /// commands use this parser.
    ///
    /// An App Store id is a positive number of up to 19 digits. `id1700000001`, leading zeros, a fraction of zeros
    /// (`1700000001.0` or `1700000001,0`, as data frames write numbers), and a spreadsheet's `="1700000001"` or
    /// `'1700000001` all parse as `1700000001`. A Google Play id is a package name: two or more parts of ASCII letters,
    /// digits and `_`, joined by dots, each starting with a letter ([application id
    /// rules](https://developer.android.com/build/configure-app-module#set-application-id)).
    ///
    /// The URL of an app's page is parsed as the id that it contains:
    /// `https://apps.apple.com/us/app/example/id1700000001`, `play.google.com/store/apps/details?id=com.example.app`.
    ///
    /// - Parameter store: The store of the id. If `nil`, a number is an App Store id and a package name is a Google
    ///   Play id.
    /// - Throws: `InvalidText` if the text isn't an app id of the store.
    /// - Complexity: O(length).
    public static func parse(_ text: String, in store: Store? = nil) throws(InvalidText) -> AppID {
        let trimmed = spreadsheetText(text)
        let id = StoreAddress(trimmed)?.app ?? trimmed
        let found = number(in: id) ?? packageName(id)
        guard let found, store == nil || found.store == store else {
            throw InvalidText(problem(of: id, in: store, quoted: InvalidText.quoted(text)))
        }
        return found
    }

    /// Returns the ids to try when searching stored history: the parsed id, then the text itself, which may be the
    /// placeholder of a launch or an id that an older version stored unchecked.
    public static func candidates(for text: String) -> [AppID] {
        let parsed = try? parse(text)
        let stored = AppID(stored: text)
        return [parsed, stored == parsed ? nil : stored].compactMap { $0 }
    }

    /// The store implied by the form of the id: the App Store if it consists of digits, otherwise Google Play.
    public var store: Store { text.utf8.allSatisfy(\.isDigit) ? .appStore : .googlePlay }

    /// The maximum number of digits of an App Store id, as many as a signed 64-bit integer has.
    private static let digitLimit = 19

    private static func problem(of id: String, in store: Store?, quoted: String) -> String {
        if id.isEmpty { return "the app id is empty" }
        let isNumber = number(in: id) != nil
        if isRounded(id), store != .googlePlay {
            return
                "invalid App Store id \(quoted): the number was rounded; use the full number (in a spreadsheet, format the "
                + "column as text)"
        }
        switch store {
        case .appStore? where packageName(id) != nil:
            return "\(quoted) is a package name, not an App Store id; use the number"
        case .appStore?:
            return "invalid App Store id \(quoted); use a number of 1 to \(digitLimit) digits such as 1700000001"
        case .googlePlay?:
            let problem = isNumber ? "\(quoted) is a number, not a Google Play id" : "invalid Google Play id \(quoted)"
            return "\(problem); use a package name such as com.example.app"
        case nil:
            return
                "invalid app id \(quoted); use a number such as 1700000001 or a package name such as com.example.app"
        }
    }

    /// Returns the text without surrounding whitespace and without the markup that spreadsheets use to keep a number as
    /// text.
    private static func spreadsheetText(_ text: String) -> String {
        var rest = Substring(text)
        rest.trim { $0.isWhitespace }
        if rest.hasPrefix("=\""), rest.hasSuffix("\""), rest.utf8.count > 3 {
            rest = rest.dropFirst(2).dropLast()
        } else if rest.first == "'" {
            rest = rest.dropFirst()
        }
        return String(rest)
    }

    /// Returns the App Store id in a text, such as `1700000001` for `id001700000001.0`; `nil` if there is none.
    private static func number(in text: String) -> AppID? {
        var digits = Substring(text).utf8
        if text.prefix(2).lowercased() == "id" { digits = digits.dropFirst(2) }
        if let point = digits.firstIndex(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }) {
            let fraction = digits[digits.index(after: point)...]
            guard !fraction.isEmpty, fraction.allSatisfy({ $0 == UInt8(ascii: "0") }) else { return nil }
            // Three zeros after a comma may be a thousands group.
            guard digits[point] == UInt8(ascii: ".") || fraction.count != 3 else { return nil }
            digits = digits[..<point]
        }
        guard !digits.isEmpty, digits.allSatisfy(\.isDigit) else { return nil }
        digits = digits.drop { $0 == UInt8(ascii: "0") }
        guard (1...digitLimit).contains(digits.count) else { return nil }
        return AppID(stored: String(Substring(digits)))
    }

    /// Returns whether the text is a number with an exponent, as spreadsheets write long numbers: `1.70E+09`, `1,7E9`.
    private static func isRounded(_ text: String) -> Bool {
        let parts = text.lowercased().split(separator: "e", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return false }
        let mantissa = parts[0].utf8
        let exponent = parts[1].utf8.drop { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
        return !mantissa.isEmpty && !exponent.isEmpty && exponent.allSatisfy(\.isDigit)
            && mantissa.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
    }

    private static func packageName(_ text: String) -> AppID? {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isPackageName =
            parts.count >= 2
            && parts.allSatisfy { part in
                part.first.map(\.isLetter) == true && part.allSatisfy { $0.isLetter || $0.isDigit || $0 == 0x5F }
            }
        return isPackageName ? AppID(stored: text) : nil
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
    fileprivate var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
}

extension Substring {
    fileprivate mutating func trim(_ isTrimmed: (Character) -> Bool) {
        while let first, isTrimmed(first) { removeFirst() }
        while let last, isTrimmed(last) { removeLast() }
    }
}
