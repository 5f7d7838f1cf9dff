import Crypto
import Foundation
public import Input
public import Market

/// A type that signs tokens for App Store Connect, and renews them before they expire.
///
/// A token is a JSON Web Token with the algorithm ES256, as described in [Generating Tokens for API
/// Requests](https://developer.apple.com/documentation/appstoreconnectapi/generating-tokens-for-api-requests).
public struct ConnectToken: Sendable {
    /// The number of seconds for which a token is valid. Apple accepts at most 20 minutes.
    static let validity: Int64 = 960
    /// The number of seconds by which a token is backdated, so that it is valid if this machine's clock is fast.
    static let backdating: Int64 = 60
    /// The number of seconds before its end at which a token is renewed.
    static let margin: Int64 = 180

    private let credentials: ConnectCredentials
    private var current: (token: Secret, issuedAt: Timestamp)?

    public init(_ credentials: ConnectCredentials) { self.credentials = credentials }

    /// Returns the value of the `Authorization` header: the current token, or a new one if that expires soon or the
    /// clock was set back.
    ///
    /// - Throws: An error if the token can't be signed.
    public mutating func authorization(at now: Timestamp) throws(InputError) -> Secret {
        if let current, (0..<Self.validity - Self.margin).contains(now - current.issuedAt) { return current.token }
        let token = Secret("Bearer \(try sign(at: now - Self.backdating))")
        current = (token, now - Self.backdating)
        return token
    }

    /// Discards the current token, so that the next request has a new one.
    public mutating func renew() { current = nil }

    private func sign(at issuedAt: Timestamp) throws(InputError) -> String {
        let header = Header(kid: credentials.keyID)
        let payload = Payload(
            iss: credentials.issuerID,
            iat: issuedAt.seconds,
            exp: issuedAt.seconds + Self.validity
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            let text = "\(Self.base64URL(try encoder.encode(header))).\(Self.base64URL(try encoder.encode(payload)))"
            // The signature is r and s, 32 bytes each. The DER form, which most tools use by default, is rejected.
            let signature = try credentials.privateKey.signature(for: Data(text.utf8)).rawRepresentation
            return "\(text).\(Self.base64URL(signature))"
        } catch {
            throw InputError("private_key", "can't sign a token with this key")
        }
    }

    /// Returns data in Base64 for URLs, without padding (RFC 4648, section 5).
    static func base64URL(_ data: Data) -> String {
        data.base64EncodedString().replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
    }

    private struct Header: Encodable {
        var alg = "ES256"
        var kid: String
        var typ = "JWT"
    }

    private struct Payload: Encodable {
        var iss: String
        var iat: Int64
        var exp: Int64
        var aud = "appstoreconnect-v1"
    }
}
