import Foundation
package import Market

extension SystemError {
    /// Returns the message for an error thrown by Foundation, for example by `FileHandle`.
    package static func message(of error: any Error) -> String {
        let error = error as NSError
        switch (error.domain, error.code) {
        case (NSPOSIXErrorDomain, let code): return SystemError(number: Int32(code)).message
        case (NSCocoaErrorDomain, CocoaError.fileReadNoPermission.rawValue),
            (NSCocoaErrorDomain, CocoaError.fileWriteNoPermission.rawValue):
            return SystemError(number: EACCES).message
        case (NSCocoaErrorDomain, CocoaError.fileWriteFileExists.rawValue): return SystemError(number: EEXIST).message
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
