import Foundation
public import Input
public import Transport

/// A type that runs statements on an engine over its HTTP interface.
public struct EngineClient: Sendable {
    public let address: EngineAddress
    private let password: Secret?
    private let transport: any BlockingTransport

    /// The media type of statements and rows.
    private static let contentType = "application/octet-stream"

    /// Creates a client.
    ///
    /// - Parameter password: The password; `nil` if the user has none.
    public init(_ address: EngineAddress, password: Secret?, transport: any BlockingTransport = Self.transport()) {
        (self.address, self.password, self.transport) = (address, password, transport)
    }

    /// Returns a transport with limits for a database: responses of up to 256 MB, and the message of an exception in
    /// errors.
    ///
    /// - Parameters:
    ///   - timeout: The timeout for connecting, and for a transfer while no data arrives, in seconds.
    ///   - authorities: A PEM file of CA certificates (default: the system's).
    public static func transport(timeout: Int = 20, authorities: String? = nil) -> any BlockingTransport {
        WebTransport(
            timeout: timeout,
            bodyLimit: 256 << 20,
            fetchesAtOnce: 4,
            authorities: authorities,
            problem: { body in
                let text = String(decoding: body.prefix(2000), as: UTF8.self)
                return ServerException(text) == nil ? nil : text.trimmingCharacters(in: .whitespacesAndNewlines)
            }
        )
    }

    /// Runs a statement and returns its result. Blocks the thread.
    ///
    /// - Parameter isInDatabase: Whether names without a database mean tables of the address's database.
    func run(_ statement: String, isInDatabase: Bool = true) throws(EngineError) -> Data {
        let request = request(parameters: [], body: Data(statement.utf8), isInDatabase: isInDatabase)
        do throws(FetchFailure) {
            return try checked(transport.blockingResponse(to: request).body)
        } catch {
            throw self.error(error)
        }
    }

    /// Runs a statement and returns its result.
    func response(to statement: String, isInDatabase: Bool = true) async throws(EngineError) -> Data {
        try await response(to: request(parameters: [], body: Data(statement.utf8), isInDatabase: isInDatabase))
    }

    /// Inserts rows. If it throws an error, some of the rows may have been inserted.
    func insert(
        _ rows: [UInt8],
        _ format: BatchRows.Format = .rowBinary,
        into table: EngineTable
    ) async throws(EngineError) {
        let statement = "INSERT INTO \(table.name) (\(table.columnList)) FORMAT \(format.rawValue)"
        _ = try await response(to: request(parameters: [("query", statement)], body: Data(rows)))
    }

    private func response(to request: FetchRequest) async throws(EngineError) -> Data {
        do throws(FetchFailure) {
            return try checked(await transport.response(to: request).body)
        } catch {
            throw self.error(error)
        }
    }

    private func request(parameters: [(String, String)], body: Data, isInDatabase: Bool = true) -> FetchRequest {
        var query = parameters
        if isInDatabase { query.append(("database", address.database)) }
        // Wait for the whole result, so that a failed query has an error status instead of half a result.
        query.append(("wait_end_of_query", "1"))
        let text = query.map { "\($0)=\(Self.escaped($1))" }.joined(separator: "&")
        guard let url = URL(string: "\(address.server)?\(text)") else {
            preconditionFailure("the parts of an engine's address form a URL")
        }
        return FetchRequest(
            posting: body,
            as: Self.contentType,
            to: url,
            named: "\(address)",
            authorization: authorization
        )
    }

    private var authorization: Secret? {
        guard address.user != "default" || password != nil else { return nil }
        let pair = "\(address.user):\(password?.text ?? "")"
        return Secret("Basic \(Data(pair.utf8).base64EncodedString())")
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    /// Returns a body, or throws an error if it's a page of another server.
    private func checked(_ body: Data) throws(FetchFailure) -> Data {
        let beginning = String(decoding: body.prefix(100), as: UTF8.self).trimmingCharacters(
            in: .whitespacesAndNewlines
        )
        .lowercased()
        guard beginning.hasPrefix("<!doctype html") || beginning.hasPrefix("<html") else { return body }
        throw FetchFailure(InputError("\(address)", "the server responded with an HTML page"), .permanent, status: 200)
    }

    private func error(_ failure: FetchFailure) -> EngineError {
        // A server may echo what it was sent.
        let masked = password?.masked(in: failure.error) ?? failure.error
        let failure = FetchFailure(
            authorization?.masked(in: masked) ?? masked,
            failure.kind,
            status: failure.status,
            retryAfter: failure.retryAfter
        )
        return EngineError(failure, address: address)
    }

    /// Returns an error for a response that can't be decoded.
    func invalidResponse(_ body: Data) -> EngineError {
        let start = String(decoding: body.prefix(40), as: UTF8.self)
        let shown = start.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : String($0) }.joined()
        return EngineError(
            .notClickHouse,
            "\(address)",
            "unexpected response \"\(shown)\"; check host and port (ClickHouse's HTTP port is 8123)"
        )
    }
}
