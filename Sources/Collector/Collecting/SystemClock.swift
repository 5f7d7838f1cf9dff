import Foundation
public import Market

/// The clocks of this machine.
public enum SystemClock {
    /// Returns the wall clock time.
    public static func now() -> Timestamp { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }

    /// Returns the time of a monotonic clock, in seconds.
    public static func uptime() -> Int64 {
        #if os(Linux)
            // Includes the time that the machine was asleep, like systemUptime on Apple platforms.
            var time = timespec()
            if clock_gettime(CLOCK_BOOTTIME, &time) == 0 { return Int64(time.tv_sec) }
        #endif
        return Int64(ProcessInfo.processInfo.systemUptime)
    }
}
