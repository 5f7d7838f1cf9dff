import Foundation
package import Input
package import Transport

/// The secrets that are sent with the requests of a source.
package struct RequestCredentials: Hashable, Sendable {
    /// The value of the `Authorization` header.
    package var authorization: Secret?
    /// More headers, such as a vendor's API key.
    package var headers: [RequestHeader]

    package init(authorization: Secret? = nil, headers: [RequestHeader] = []) {
        self.authorization = authorization
        self.headers = headers
    }

    /// Masks secrets in errors, since a response may repeat parts of the request.
    ///
    /// - Parameter url: The request's URL if its query and password may contain secrets; `nil` if they don't.
    func mask(in reading: inout SourceReader.Reading, of url: URL?) {
        guard !reading.problems.isEmpty || !reading.unreadable.isEmpty else { return }
        let items = url.flatMap { URLComponents(url: $0, resolvingAgainstBaseURL: false) }?.queryItems ?? []
        let secrets =
            [authorization].compactMap { $0 } + headers.map(\.value)
            + (items.compactMap(\.value) + [url?.password ?? ""]).map(Secret.init)
        for secret in secrets {
            reading.problems = reading.problems.map(secret.masked)
            reading.unreadable = reading.unreadable.map(secret.masked)
        }
    }
}
