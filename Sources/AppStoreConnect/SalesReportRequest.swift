public import Foundation

/// The request for a sales report.
///
/// It follows [Download Sales and Trends
/// Reports](https://developer.apple.com/documentation/appstoreconnectapi/get-v1-salesreports).
public enum SalesReportRequest {
    /// The host that the request is sent to.
    public static let host = "api.appstoreconnect.apple.com"
    /// The value of the `Accept` header. The server answers 406 if JSON is asked for.
    public static let accept = "application/a-gzip"
    /// The version of the report. Its columns are found by name.
    static let version = "1_0"

    /// Returns the URL of the report of a period for a vendor.
    ///
    /// - Parameter namesVersion: Whether to ask for the documented version of the report. Without it, the server chooses
    ///   the latest one.
    public static func url(for period: SalesPeriod, vendor: String, namesVersion: Bool = true) -> URL? {
        let filters = [
            ("frequency", period.frequency.rawValue), ("reportDate", period.reportDate), ("reportSubType", "SUMMARY"),
            ("reportType", "SALES"), ("vendorNumber", vendor), ("version", namesVersion ? version : ""),
        ]
        .filter { !$0.1.isEmpty }
        // Brackets are escaped because some proxies reject them.
        let query = filters.map { "filter%5B\($0)%5D=\($1)" }.joined(separator: "&")
        return URL(string: "https://\(host)/v1/salesReports?\(query)")
    }
}
