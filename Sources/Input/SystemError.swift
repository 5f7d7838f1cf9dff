import Foundation

/// A system error by number.
package struct SystemError: Error {
    package let number: Int32

    package init(number: Int32) { self.number = number }

    package static var last: SystemError { SystemError(number: errno) }

    /// The system's description, in lower case: "no such file or directory".
    package var message: String {
        let text = String(cString: strerror(number))
        return text.prefix(1).lowercased() + text.dropFirst()
    }

    /// The same for an error of Foundation, such as one thrown by `FileHandle`.
    package static func message(of error: any Error) -> String {
        let error = error as NSError
        switch (error.domain, error.code) {
        case (NSPOSIXErrorDomain, let code): return SystemError(number: Int32(code)).message
        case (NSCocoaErrorDomain, CocoaError.fileReadNoPermission.rawValue): return SystemError(number: EACCES).message
        case (NSCocoaErrorDomain, CocoaError.fileReadNoSuchFile.rawValue),
            (NSCocoaErrorDomain, CocoaError.fileNoSuchFile.rawValue):
            return SystemError(number: ENOENT).message
        default:
            guard let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError else {
                return error.localizedDescription
            }
            return message(of: cause)
        }
    }
}
