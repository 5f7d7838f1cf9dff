import Foundation

/// The scope of an IP address, used to decide whether a redirect is followed.
public enum NetworkScope: String, Hashable, Sendable {
    case `public`
    case loopback
    case linkLocal = "link-local"
    case `private`
    case unspecified

    /// Determines the scope of an IP address.
    ///
    /// - Parameter address: A numeric IPv4 or IPv6 address, with or without a zone (`fe80::1%eth0`).
    /// - Returns: The scope, or `nil` for an invalid address.
    public init?(of address: String) {
        let text = String(address.prefix { $0 != "%" })
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self = Self.scope(ofFour: withUnsafeBytes(of: four) { Array($0) })
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            self = Self.scope(ofSix: withUnsafeBytes(of: six) { Array($0) })
        } else {
            return nil
        }
    }

    private static func scope(ofFour bytes: [UInt8]) -> NetworkScope {
        switch (bytes[0], bytes[1]) {
        case (0, _): .unspecified
        case (127, _): .loopback
        case (169, 254): .linkLocal
        // 100.64/10 is shared address space (RFC 6598), which providers use for internal services.
        case (10, _), (172, 16...31), (192, 168), (100, 64...127): .private
        default: .public
        }
    }

    private static func scope(ofSix bytes: [UInt8]) -> NetworkScope {
        let isZero = bytes[..<10].allSatisfy { $0 == 0 }
        // IPv4-mapped (::ffff:a.b.c.d) and translated (64:ff9b::/96) addresses.
        let isMapped = isZero && bytes[10] == 0xFF && bytes[11] == 0xFF
        if isMapped || bytes[..<12] == [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0] {
            return scope(ofFour: Array(bytes[12...]))
        }
        if isZero, bytes[10] == 0, bytes[11] == 0 {
            if bytes[12...] == [0, 0, 0, 0] { return .unspecified }
            if bytes[12...] == [0, 0, 0, 1] { return .loopback }
            // Deprecated IPv4-compatible address, ::a.b.c.d.
            return scope(ofFour: Array(bytes[12...]))
        }
        return switch (bytes[0], bytes[1]) {
        case (0xFE, 0x80...0xBF): .linkLocal
        case (0xFE, 0xC0...0xFF), (0xFC...0xFD, _): .private
        default: .public
        }
    }
}
