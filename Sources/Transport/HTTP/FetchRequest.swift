public import Foundation
public import Input

/// A request for a document, optionally conditional on the last response.
public struct FetchRequest: Hashable, Sendable {
    /// An http or https URL. A user and password in it are sent only to its own scheme, host and port.
    public var url: URL
    /// The `ETag` header of the last response, unchanged. With it, the server may respond that nothing changed (RFC
    /// 9110, 13.1).
    public var entityTag: String?
    /// The `Last-Modified` header of the last response, unchanged. With it, the server may respond that nothing
    /// changed.
    public var lastModified: String?
    /// The value of the `Authorization` header, such as `Bearer …`. It's sent only to the URL's own scheme, host and
    /// port.
    public var authorization: Secret?
    /// More headers, such as a vendor's API key. They're sent only to the URL's own scheme, host and port.
    public var headers: [RequestHeader]
    /// The value of the `Accept` header; `nil` for JSON and CSV.
    public var accept: String?
    /// The body of a POST request, or `nil` for GET. Redirects of POST requests aren't followed.
    public private(set) var posted: Data?
    /// The media type of the body.
    public private(set) var contentType = "application/json"
    /// The name of the request in errors; `nil` to derive it from the URL.
    public private(set) var name: String?

    /// Creates a POST request. Its URL is treated as a secret: errors contain only the host.
    public init(posting json: Data, to url: URL) {
        self.url = url
        headers = []
        posted = json
    }

    /// Creates a POST request to a database.
    ///
    /// - Parameter name: The name of the request in errors.
    public init(posting body: Data, as contentType: String, to url: URL, named name: String, authorization: Secret?) {
        self.url = url
        headers = []
        posted = body
        (self.contentType, self.name, self.authorization) = (contentType, name, authorization)
    }

    public init(
        _ url: URL,
        entityTag: String? = nil,
        lastModified: String? = nil,
        authorization: Secret? = nil,
        headers: [RequestHeader] = [],
        accept: String? = nil
    ) {
        self.url = url
        self.headers = headers
        self.accept = accept
        self.entityTag = entityTag
        self.lastModified = lastModified
        self.authorization = authorization
    }

    /// Returns the name of the request for errors.
    ///
    /// - Parameter label: A closure that returns the name of a URL.
    func label(_ label: (URL) -> String = \.withoutSecrets) -> String {
        name ?? (posted == nil ? label(url) : "webhook at \(url.hostAndPort)")
    }

    var isConditional: Bool { entityTag != nil || lastModified != nil }
}
