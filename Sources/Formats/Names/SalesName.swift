import Foundation
package import Input

/// The name of a source of sales reports, `appstoreconnect:sales/85001234`, which ends with the vendor number.
package enum SalesName {
    package static let prefix = "appstoreconnect:sales"
    /// The beginning of the names of all sources at App Store Connect.
    private static let service = "appstoreconnect:"

    /// Returns whether a text names a source at App Store Connect, possibly one that doesn't exist.
    package static func matches(_ text: String) -> Bool { text.hasPrefix(service) }

    /// Returns the vendor number in the name of a source.
    ///
    /// - Throws: An error if the name has no vendor number, or isn't the name of a source of sales reports.
    package static func vendor(in text: String) throws(InputError) -> String {
        guard text == prefix || text.hasPrefix(prefix + "/") else {
            throw InputError(text, "unknown App Store Connect source; use \(prefix)/ followed by the vendor number")
        }
        let vendor = String(text.dropFirst(prefix.count + 1))
        guard !vendor.isEmpty else {
            throw InputError(text, "missing vendor number; use \(prefix)/ followed by the vendor number")
        }
        guard isVendor(vendor) else {
            throw InputError(text, "invalid vendor number; expected the digits in Payments and Financial Reports")
        }
        return vendor
    }

    /// Returns whether a text can be a vendor number: 6 to 12 digits. Apple's have eight.
    package static func isVendor(_ text: String) -> Bool {
        (6...12).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Returns the name of the source for a vendor number.
    package static func text(vendor: String) -> String { "\(prefix)/\(vendor)" }

    /// Returns a URL that stands for the sales reports of a vendor, to find duplicate sources.
    static func address(ofVendor vendor: String) -> URL? {
        URL(string: "https://api.appstoreconnect.apple.com/v1/salesReports?vendor=\(vendor)")
    }
}
