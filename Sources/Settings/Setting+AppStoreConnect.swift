import Formats
import Foundation
import Input
import TOML

/// The settings in a `[[source]]` table that only sources at App Store Connect have.
extension Setting<SourceSettings> {
    static let vendorNumber = Setting(
        "vendor_number",
        "\"\"",
        "For appstoreconnect:sales, the vendor number in Payments and Financial Reports, such as \"85001234\".",
        synonyms: ["vendor", "vendor_id"],
        field: \.vendorNumber
    ) { reader, key, _ throws(InputError) in
        try text(reader, key, "a vendor number, such as \"85001234\"") { SalesName.isVendor($0) }
    }

    static let issuerID = Setting(
        "issuer_id",
        "\"\"",
        "For appstoreconnect:sales, the issuer ID and the key ID in Users and Access > Integrations.",
        synonyms: ["issuer", "iss"],
        field: \.issuerID
    ) { reader, key, _ throws(InputError) in
        try text(reader, key, "an issuer ID, such as \"57246542-96fe-1a63-e053-0824d011072a\"") {
            UUID(uuidString: $0) != nil
        }
    }

    static let keyID = Setting(
        "key_id",
        "\"\"",
        synonyms: ["kid", "key_identifier"],
        field: \.keyID
    ) { reader, key, _ throws(InputError) in
        try text(reader, key, "a key ID, such as \"2X9R4HXF34\"") { text in
            (8...20).contains(text.utf8.count)
                && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
        }
    }

    static let privateKey = Setting(
        "private_key",
        "\"\"",
        "For appstoreconnect:sales, where to find the text of the .p8 file: \"env:NAME\", or \"file:PATH\" with mode 600.",
        synonyms: ["key", "p8", "key_file", "secret_key"],
        field: \.privateKey
    ) { reader, key, location throws(InputError) in
        try secretLocation(reader, key, location)
    }

    /// Reads an optional text that must have a form. Errors don't repeat the text, which may be a secret in the wrong
    /// place.
    private static func text(
        _ reader: TOMLReader,
        _ key: String,
        _ expected: String,
        _ isValid: (String) -> Bool
    ) throws(InputError) -> String? {
        guard let text = try reader.optionalText(key), !text.isEmpty else { return nil }
        guard isValid(text) else { throw reader.error(key, "expected \(expected)") }
        return text
    }
}

extension SourceSettings {
    /// Checks that a source at App Store Connect has its settings and that other sources don't, and adds the vendor
    /// number to the source's name.
    mutating func checkAppStoreConnect(_ reader: TOMLReader) throws(InputError) {
        let settings: [(key: String, isMissing: Bool)] = [
            ("vendor_number", vendorNumber == nil), ("issuer_id", issuerID == nil), ("key_id", keyID == nil),
            ("private_key", privateKey == nil),
        ]
        guard SalesName.matches(from) else {
            guard let surplus = settings.first(where: { !$0.isMissing }) else { return }
            throw reader.error(surplus.key, "only used with from = \"\(SalesName.prefix)\"")
        }
        if from != SalesName.prefix {
            let vendor: String
            do throws(InputError) {
                vendor = try SalesName.vendor(in: from)
            } catch {
                throw reader.error("from", error.problem)
            }
            guard vendorNumber ?? vendor == vendor else {
                throw reader.error("vendor_number", "differs from the vendor number in \"from\"")
            }
            vendorNumber = vendor
        }
        let missing = settings.filter { $0.isMissing && ($0.key != "vendor_number" || vendorNumber == nil) }.map(\.key)
        guard missing.isEmpty, let vendorNumber else {
            throw reader.error(
                "from",
                "\(SalesName.prefix) also needs \(missing.joined(separator: ", ")); see docs/app-store-connect.md"
            )
        }
        guard authorization == nil else {
            throw reader.error("authorization", "not used with \(SalesName.prefix); use private_key")
        }
        from = SalesName.text(vendor: vendorNumber)
    }
}
