#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A system error, identified by its number.
public struct SystemError: Error {
    /// The error number, such as `ENOENT`.
    public let number: Int32

    public init(number: Int32) { self.number = number }

    /// The error from the last system call.
    public static var last: SystemError { SystemError(number: errno) }

    /// The system's description in lower case, such as "no such file or directory".
    public var message: String {
        let text = String(cString: strerror(number))
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
