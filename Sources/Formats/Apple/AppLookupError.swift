package import Foundation
import Input

/// The error response of Apple's search and lookup APIs, such as
/// `{"errorMessage":"Invalid value(s) for key(s): [country]", "queryParameters":{…}}`.
package struct AppLookupError {
    /// The error message.
    package let problem: String

    /// Maximum size of an error body, in bytes.
    private static let bodyLimit = 64 << 10

    /// Creates an error from JSON, or returns `nil` if the JSON isn't such an error.
    init?(_ root: JSONValue) {
        guard let message = root.member("errorMessage")?.text else { return nil }
        problem = "the App Store says \"\(UntrustedText.sanitized(message))\""
    }

    /// Creates an error from the body of an HTTP error, or returns `nil` for any other body.
    package init?(body: Data) {
        let start = body.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        guard start == UInt8(ascii: "{"), body.count <= Self.bodyLimit else { return nil }
        let parsed = try? JSONBody.read(Document(origin: "", body: body)) { AppLookupError($0) }
        guard let error = parsed ?? nil else { return nil }
        self = error
    }
}
