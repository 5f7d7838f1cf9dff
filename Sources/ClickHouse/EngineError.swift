import Foundation
import Input
import Transport

/// An error that occurs while an engine is written to or read.
///
/// The description names the engine, what failed, and what to do: `clickhouse://host:8123/launchtop: wrong user or
/// password; …`.
public struct EngineError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The category of an error, which callers use to decide how to recover.
    public enum Reason: Hashable, Sendable {
        /// The server can't be reached or doesn't respond.
        case unreachable
        /// The user doesn't exist, the password is wrong, or the user lacks a permission.
        case denied
        /// The response isn't from ClickHouse.
        case notClickHouse
        /// The database, one of the tables, or a column that an earlier version didn't create is missing.
        case missing
        /// A table has other columns than expected.
        case unexpectedTable
        /// The tables were created by a newer version of launchtop.
        case newerVersion
        /// The server has no disk space or memory left, or is overloaded.
        case full
        case other
    }

    public let reason: Reason
    /// The engine's address, without secrets.
    public let address: String
    public let problem: String

    public init(_ reason: Reason, _ address: String, _ problem: String) {
        (self.reason, self.address, self.problem) = (reason, address, problem)
    }

    public var description: String { "\(address): \(problem)" }

    /// Whether the error may disappear without a change by the user, so that the request is retried soon.
    public var isTemporary: Bool { [.unreachable, .full, .other].contains(reason) }
}

extension EngineError {
    /// Returns what to do if there was no response; `nil` if the problem says it.
    private static func advice(_ problem: String, isSecure: Bool, isTemporary: Bool) -> String? {
        if problem.contains(";") { return nil }
        if problem.contains("certificate expired") { return "renew the server's certificate" }
        if problem.contains("certificate") {
            return "use a host name that the certificate has, and add its issuer to this computer's CA certificates"
        }
        // A server without TLS may also wait for the end of a request, which never comes.
        if problem.contains("TLS") || (problem.contains("timed out") && isSecure) {
            return
                "check that the server is running, and that this port uses TLS; without TLS, the address begins with "
                + "clickhouse://"
        }
        if problem.contains("without a response"), !isSecure {
            return "check that the server is running; if the port uses TLS, the address begins with clickhouses://"
        }
        return isTemporary ? "check that the server is running" : nil
    }

    /// Creates an error from a failed request.
    init(_ failure: FetchFailure, address: EngineAddress) {
        let problem = failure.error.problem
        guard failure.status != nil else {
            let isTemporary = failure.kind == .temporary
            let advice = Self.advice(problem, isSecure: address.isSecure, isTemporary: isTemporary)
            self.init(.unreachable, "\(address)", advice.map { "\(problem); \($0)" } ?? problem)
            return
        }
        guard let exception = ServerException(problem) else {
            let port = "check host and port (ClickHouse's HTTP port is 8123, or 8443 with TLS)"
            let isServerError = failure.status.map { $0 >= 500 } ?? false
            self.init(isServerError ? .unreachable : .notClickHouse, "\(address)", "\(problem); \(port)")
            return
        }
        let (reason, text) = exception.explanation(user: address.user, database: address.database)
        self.init(reason, "\(address)", text)
    }
}

/// An exception in a response of ClickHouse: its number and message.
struct ServerException: Hashable, Sendable {
    let code: Int
    let message: String

    /// The maximum length of the message in characters.
    private static let limit = 300

    /// Finds an exception in the text of a response, in the format of old servers (`Code: 60, e.displayText() =
    /// DB::Exception: …, e.what() = DB::Exception`) or new ones (`Code: 60. DB::Exception: … (UNKNOWN_TABLE)
    /// (version 24.3.1)`); `nil` if there is none.
    init?(_ text: String) {
        guard let start = text.range(of: "Code: "),
            let code = Int(text[start.upperBound...].prefix { $0.isASCII && $0.isNumber })
        else { return nil }
        self.code = code
        var rest = text[start.upperBound...]
        if let name = rest.range(of: "DB::Exception: ") { rest = rest[name.upperBound...] }
        for end in [", e.what()", " (version ", "\n"] {
            if let found = rest.range(of: end) { rest = rest[..<found.lowerBound] }
        }
        message = String(rest.prefix(Self.limit))
    }

    /// Returns the category of the exception, and a message with what to do.
    func explanation(user: String, database: String) -> (EngineError.Reason, String) {
        switch code {
        case 192, 193, 194, 516: (.denied, "wrong user or password for user \(user); check ?password= in the address")
        case 164, 291, 497:
            (.denied, "permission denied for user \(user): \(message); grant access to database \(database)")
        case 60, 81:
            (.missing, "\(message); create the tables with launchtop engine init, or check the database in the address")
        case 10, 16, 44, 47, 53:
            (.unexpectedTable, "\(message); the table isn't launchtop's, or was altered; choose another database")
        case 241, 243, 252, 202, 159, 209: (.full, "the server is overloaded or full: \(message)")
        default: (.other, "the server rejected the request (code \(code)): \(message)")
        }
    }
}
