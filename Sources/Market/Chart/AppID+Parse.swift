extension AppID {
    /// Reads an app id as people, spreadsheets and collectors write it. The one check for every format, setting, filter and
    /// command.
    ///
    /// An App Store id is a number of 1 to 19 digits above zero. `id1700000001`, leading zeros, a fraction of zeros
    /// (`1700000001.0` or `1700000001,0`, as data frames write numbers), and a spreadsheet's `="1700000001"` or `'1700000001` all give
    /// `1700000001`. A Google Play id is a package name: two or more parts of ASCII letters, digits and `_`, joined by
    /// dots, each beginning with a letter
    /// ([application id rules](https://developer.android.com/build/configure-app-module#set-application-id)).
    ///
    /// The address of an app's page gives the id in it: `https://apps.apple.com/us/app/example/id1700000001`,
    /// `play.google.com/store/apps/details?id=com.example.app`.
    ///
    /// - Parameter store: whose id it is; `nil` takes a number as the App Store's and a package name as Google Play's.
    /// - Throws: `InvalidText`, with a hint where a spreadsheet rounded the number.
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

    /// Returns the ids that text may mean where an app of stored history is looked for: as it parses, then exactly as it
    /// stands, for the stand-ins of launches and for ids that an older version stored unchecked.
    public static func candidates(for text: String) -> [AppID] {
        let parsed = try? parse(text)
        let stored = AppID(stored: text)
        return [parsed, stored == parsed ? nil : stored].compactMap { $0 }
    }

    /// The store that an id belongs to by its form: digits are the App Store's.
    public var store: Store { text.utf8.allSatisfy(\.isDigit) ? .appStore : .googlePlay }

    /// Most digits of an App Store id, so that it fits into 64 bits with a sign.
    private static let digitLimit = 19

    private static func problem(of id: String, in store: Store?, quoted: String) -> String {
        if id.isEmpty { return "the app id is empty" }
        let isNumber = number(in: id) != nil
        if isRounded(id), store != .googlePlay {
            return "\(quoted) isn't an App Store id: a spreadsheet rounded the number; format the column as text and "
                + "export again"
        }
        switch store {
        case .appStore? where packageName(id) != nil:
            return "\(quoted) is a package name, not an App Store id; use the number"
        case .appStore?:
            return "\(quoted) isn't an App Store id; use a number of 1 to \(digitLimit) digits such as 1700000001"
        case .googlePlay?:
            let kind = isNumber ? "is a number, not" : "isn't"
            return "\(quoted) \(kind) a Google Play id; use a package name such as com.example.app"
        case nil:
            return
                "\(quoted) isn't an app id; use a number such as 1700000001 or a package name such as com.example.app"
        }
    }

    /// The text without white space around it and what spreadsheets write so that a number stays text.
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

    /// `1700000001` of `id001700000001.0`; `nil` where it isn't such a number.
    private static func number(in text: String) -> AppID? {
        var digits = Substring(text).utf8
        if text.prefix(2).lowercased() == "id" { digits = digits.dropFirst(2) }
        if let point = digits.firstIndex(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }) {
            let fraction = digits[digits.index(after: point)...]
            guard !fraction.isEmpty, fraction.allSatisfy({ $0 == UInt8(ascii: "0") }) else { return nil }
            // Three zeros after a comma may be a group of digits.
            guard digits[point] == UInt8(ascii: ".") || fraction.count != 3 else { return nil }
            digits = digits[..<point]
        }
        guard !digits.isEmpty, digits.allSatisfy(\.isDigit) else { return nil }
        digits = digits.drop { $0 == UInt8(ascii: "0") }
        guard (1...digitLimit).contains(digits.count) else { return nil }
        return AppID(stored: String(Substring(digits)))
    }

    /// Whether a spreadsheet wrote the number with an exponent: `1.70E+09`, `1,7E9`.
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
