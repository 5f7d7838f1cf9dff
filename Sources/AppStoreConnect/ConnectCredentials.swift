import Crypto
import Foundation
public import Input

/// The API key for App Store Connect: its ids and its private key.
///
/// The private key is never part of a description or an error.
public struct ConnectCredentials: Sendable {
    /// The issuer id of the team, a UUID.
    public let issuerID: String
    /// The id of the key, such as `2X9R4HXF34`.
    public let keyID: String
    /// The key id in the name of the key's file, `AuthKey_2X9R4HXF34.p8`; `nil` if the name has another form.
    public let fileKeyID: String?
    let privateKey: P256.Signing.PrivateKey

    /// Creates credentials from the contents of a `.p8` file.
    ///
    /// - Parameter file: The path of the file; `nil` if the key comes from an environment variable.
    /// - Throws: An error if the text isn't a private key for ES256. The error doesn't contain the text.
    public init(issuerID: String, keyID: String, pem: String, file: String? = nil) throws(InputError) {
        self.issuerID = issuerID
        self.keyID = keyID
        fileKeyID = file.flatMap(Self.keyID(inName:))
        // Environment variables often have escaped line breaks.
        let text = pem.replacingOccurrences(of: "\\n", with: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.hasPrefix("-----BEGIN") else {
            throw Self.error("expected the text of a .p8 file, which begins with -----BEGIN PRIVATE KEY-----")
        }
        guard let key = try? P256.Signing.PrivateKey(pemRepresentation: text) else {
            throw Self.error(
                "not a private key for ES256 (P-256 in PKCS #8); download the .p8 file in App Store Connect, and don't "
                    + "change it"
            )
        }
        privateKey = key
    }

    /// Returns whether a text has the form of an issuer id, which is a UUID.
    public static func isIssuerID(_ text: String) -> Bool { UUID(uuidString: text) != nil }

    /// Returns whether a text has the form of a key id: letters and digits. Apple's have ten.
    public static func isKeyID(_ text: String) -> Bool {
        (8...20).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
            }
    }

    private static func error(_ problem: String) -> InputError { InputError("private_key", problem) }

    private static func keyID(inName path: String) -> String? {
        let name = path.split(separator: "/").last ?? ""
        guard name.hasPrefix("AuthKey_"), name.hasSuffix(".p8") else { return nil }
        let id = String(name.dropFirst(8).dropLast(3))
        return isKeyID(id) ? id : nil
    }
}

extension ConnectCredentials: CustomStringConvertible, CustomReflectable {
    public var description: String { "key \(keyID)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
