import Formats
public import Foundation
public import Market

/// An answer of App Store Connect that isn't a report, with its status and what to do about it.
public struct ConnectRejection: Sendable {
    /// The reason why the report is missing; `nil` if the request was rejected for another reason.
    public let missingReport: MissingReport?
    /// Whether repeating the request fails again, until someone changes the settings or the account.
    public let isPermanent: Bool
    /// Whether the server doesn't have the version of the report that was asked for.
    public let isOtherVersion: Bool
    /// The error message, which names the setting that is likely wrong.
    public let problem: String

    /// The reason why a report is missing.
    public enum MissingReport: Hashable, Sendable {
        /// There were no sales in the period, or the report isn't ready yet.
        case noSales
        case notAvailable
        case expired
    }

    /// The number of seconds by which clocks must differ to be the likely reason for a rejected token.
    private static let clockTolerance: Int64 = 240

    /// Creates a rejection.
    ///
    /// - Parameters:
    ///   - status: The HTTP status.
    ///   - reason: The HTTP status as text, such as "HTTP 401 Unauthorized".
    ///   - serverTime: The time of the response according to the server.
    ///   - now: The time of the response according to this machine.
    public init(
        status: Int,
        reason: String,
        body: Data,
        serverTime: Timestamp?,
        now: Timestamp,
        vendor: String,
        credentials: ConnectCredentials
    ) {
        let response = AppleErrorResponse(body: body)
        let message = response.map { "; App Store Connect says \($0.message)" } ?? ""
        missingReport =
            switch response?.missingReport {
            case .noSales: .noSales
            case .notAvailable: .notAvailable
            case .expired: .expired
            case nil: status == 410 ? .expired : nil
            }
        let advice: String?
        switch status {
        case 401: advice = Self.advice(onToken: credentials, skew: serverTime.map { now - $0 } ?? 0)
        case 403: advice = Self.advice(onAccess: credentials, code: response?.code)
        case 400 where response?.message.localizedCaseInsensitiveContains("vendor") == true, 404:
            advice = "vendor_number \(vendor) is likely wrong; see Payments and Financial Reports in App Store Connect"
        default: advice = nil
        }
        isOtherVersion =
            status == 400 && response?.message.localizedCaseInsensitiveContains("version parameter") == true
        isPermanent = (400..<500).contains(status) && ![408, 425, 429].contains(status)
        problem = "\(reason)\(advice.map { "; \($0)" } ?? "")\(message)"
    }

    /// Returns the likely reason why a token is rejected.
    ///
    /// - Parameter skew: The number of seconds by which this machine's clock is fast; negative if it is slow.
    private static func advice(onToken credentials: ConnectCredentials, skew: Int64) -> String {
        if abs(skew) > clockTolerance {
            let minutes = NumberFormat.count(Int(abs(skew) / 60), "minute")
            return
                "this machine's clock is \(minutes) \(skew > 0 ? "fast" : "slow"), so tokens aren't valid; set the clock"
        }
        if let file = credentials.fileKeyID, file != credentials.keyID {
            return
                "key_id is \(credentials.keyID), but the file of private_key is named after key \(file); one of them is "
                + "likely wrong"
        }
        let isPair = credentials.fileKeyID != nil
        return "\(isPair ? "issuer_id is likely wrong" : "issuer_id, key_id or private_key is wrong"), or key "
            + "\(credentials.keyID) was revoked; compare them with Users and Access > Integrations in App Store Connect"
    }

    private static func advice(onAccess credentials: ConnectCredentials, code: String?) -> String {
        if code?.contains("AGREEMENT") == true {
            return "an agreement is missing or has expired; the account holder must accept it in App Store Connect"
        }
        return "private_key is valid, but key \(credentials.keyID) may not read sales reports; use a team key with the "
            + "role Admin, Finance or Sales"
    }
}
